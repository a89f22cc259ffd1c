"""Install what a purpose needs: `python -m scripts.setup run|check|test`. Run inside .venv by bootstrap.sh.

Uses Python's own library only: nothing else is there yet.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from scripts import packages, ports
from scripts.environment import ROOT

PURPOSES = ("run", "check", "test")
POSTGRES_PORT, REDIS_PORT = 5432, 6379


def needs_of(purpose: str) -> tuple[packages.Need, ...]:
    """System packages of a purpose, all of them: a person without rights is to be asked once."""
    needs = packages.RUN
    if purpose != "run":
        needs += packages.CHECK
    if purpose == "test":
        needs += packages.TEST
        needs += () if ports.answers(POSTGRES_PORT) else packages.POSTGRES
        needs += () if ports.answers(REDIS_PORT) else packages.REDIS
    return needs


def requirements_digest(path: Path) -> str:
    """Hash of a requirements file and those it includes, and of the Python that they were installed for."""
    digest = hashlib.sha256(sys.version.encode())
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            digest.update(requirements_digest(path.parent / line[3:].strip()).encode())
        digest.update(line.encode())
    return digest.hexdigest()


def install_requirements(name: str) -> None:
    """pip install, skipped while the stamp in .venv carries the same hash.

    Of eleven thousand files three thousand are ever loaded: each is compiled when it is first, not all now.
    """
    stamp = Path(sys.prefix) / f".installed-{name}"
    digest = requirements_digest(ROOT / name)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    print(f"Installing {name} into .venv (the first time takes a minute) …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-compile", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "-r", str(ROOT / name)], check=True, cwd=ROOT)
    stamp.write_text(digest, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Exit code 1 with the sentence to act on; a person, not a stack trace, is what reads it."""
    purpose = arguments[0] if arguments else "run"
    if purpose not in PURPOSES:
        print(f"Unknown purpose {purpose!r}; one of {', '.join(PURPOSES)}.", file=sys.stderr)
        return 2
    requirements = "requirements.txt" if purpose == "run" else "requirements-dev.txt"
    try:
        packages.ensure(needs_of(purpose))
        install_requirements(requirements)
    except packages.Missing as problem:
        print(problem, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError:
        print(f"pip could not install {requirements}; its message stands above.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
