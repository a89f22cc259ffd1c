# Lianjian. `make demo` and `make test` are all that is needed; each works from a fresh clone.
# PORT=8000 is where the search for a free port starts; PYTHON names an interpreter when the right one is not found.
PY := .venv/bin/python
export PYTHONUNBUFFERED := 1
# Dozens of processes start in a run of the tests, three in a demo: none should have to compile the product anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo demo-fresh run admin setup check test services services-stop messages
.DEFAULT_GOAL := help

help:           ## this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*##/  make \1\t/' | expand -t 24

demo: setup     ## a living demo city in the browser; Ctrl-C ends it
	@exec $(PY) -m scripts.serve demo

demo-fresh: setup ## the same, the city built anew
	@exec $(PY) -m scripts.serve demo --fresh

run: setup      ## the product without demo data
	@exec $(PY) -m scripts.serve run

admin: setup    ## make an administrator for `make run`: make admin LOGIN=name
	@$(PY) manage.py create_admin $(or $(LOGIN),admin)

setup:          ## install only
	@sh scripts/bootstrap.sh run

check:          ## format, lint, types, floors, migrations, templates, translations
	@sh scripts/bootstrap.sh check
	@$(PY) -m scripts.check

test:           ## every test, on SQLite and again on PostgreSQL + Redis with worker and browser
	@sh scripts/bootstrap.sh test
	@$(PY) -m scripts.test $(ARGS)

services:       ## private PostgreSQL and Redis when none is reachable; prints their addresses
	@sh scripts/bootstrap.sh check
	@$(PY) -m scripts.services start

services-stop:  ## end them
	@$(PY) -m scripts.services stop

messages:       ## collect and compile the translations
	@sh scripts/bootstrap.sh check
	@$(PY) -m scripts.translations update
