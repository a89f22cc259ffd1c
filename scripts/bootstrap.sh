#!/bin/sh
# From a bare machine to a virtual environment: finds Python 3.11+, makes .venv, hands over to scripts/setup.py.
# Everything that needs Python's own library only lives there; this file is what must work before Python does.
set -eu
cd "$(dirname "$0")/.."

# Asked for together with Python, so that a person without rights has one command to run, not two in a row.
# The same as RUN in packages.py.
libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if usable "$path"; then echo "$path"; return 0; fi
    done
    return 1
}

install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing: $*. Install them with this system's package manager, then run make again." >&2; exit 1
    fi
    if [ "$(id -u)" = 0 ]; then sudo=""
    elif sudo -n true 2>/dev/null; then sudo="sudo -n"
    else
        echo "Missing: $*. Run this one command, then make again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
        exit 1
    fi
    echo "Installing $* with apt …"
    log=$(mktemp)
    if ! { $sudo apt-get -qq update && $sudo env DEBIAN_FRONTEND=noninteractive \
           apt-get -qq install -y --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
        cat "$log" >&2; rm -f "$log"; exit 1
    fi
    rm -f "$log"
}

python=$(find_python) || { install python3 python3-venv $libraries; python=$(find_python) || {
    echo "No Python 3.11 or newer found. Name one: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }; }

if ! { [ -x .venv/bin/python ] && usable .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    has_venv "$python" || install "$(basename "$(readlink -f "$python")")-venv" $libraries
    echo "Making .venv with $("$python" --version) …"
    rm -rf .venv
    "$python" -m venv .venv
fi
exec .venv/bin/python -m scripts.setup "$@"
