"""Run the product here: web, worker and beat under one supervisor. `python -m scripts.serve [demo]`.

Prints the address once the web answers its health check. Ctrl-C, SIGTERM or a closed terminal ends all.
"""

import argparse
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from scripts import ports
from scripts.children import Child, stop_all
from scripts.environment import ROOT, for_running, storage
from scripts.instance import Claim, Running, claim
from scripts.prepare import Unprepared, accounts, prepare

HEALTH_PATH = "/health/"
START_SECONDS = 120
DEFAULT_PORT = 8000
# Without it gunicorn writes a control socket into the home folder, one that all its instances share.
PRIVATE = ("--no-control-socket",)


class Ended(Exception):
    """Somebody asked the supervisor to end; carries the signal's number."""


def commands(descriptor: int) -> dict[str, list[str]]:
    """The three programs. Two processes each, so that what only several show is seen here already."""
    program = Path(sys.executable).parent
    celery = [str(program / "celery"), "-A", "config"]
    web = [str(program / "gunicorn"), "config.wsgi:application", "--bind", f"fd://{descriptor}"]
    return {
        "web": [*web, "--workers", "2", "--threads", "4", "--timeout", "120", "--access-logfile", "-", *PRIVATE],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""],
    }


def build_children(kind: str, environment: dict[str, str], listener: ports.socket.socket) -> list[Child]:
    """Children in the order in which they start; they are ended together."""
    logs = storage(kind) / "log"
    return [
        Child(
            name=name,
            command=command,
            log=logs / f"{name}.log",
            environment=environment,
            folder=ROOT,
            listener=listener if name == "web" else None,
        )
        for name, command in commands(listener.fileno()).items()
    ]


def healthy(address: str) -> bool:
    """Does the health check say yes (HTTP 200)?"""
    try:
        with urllib.request.urlopen(f"{address}{HEALTH_PATH}", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def watch(children: list[Child], until: Callable[[], bool]) -> bool:
    """Restart what dies, until `until` says so (True) or a child dies too often (False)."""
    while not until():
        for child in children:
            code = child.ended_with
            if code is None:
                continue
            print(f"\n{child.name} ended by itself (code {code}). The end of {child.log}:", file=sys.stderr)
            print(child.last_lines(), file=sys.stderr, flush=True)
            if child.dies_too_often():
                print(f"{child.name} does not stay up: ending everything.", file=sys.stderr, flush=True)
                return False
            print(f"Starting {child.name} again …", file=sys.stderr, flush=True)
            child.start()
        time.sleep(0.3)
    return True


def announce(kind: str, address: str, environment: dict[str, str]) -> None:
    """What a person needs now: where, as whom, how to end it."""
    print(f"\nLianjian is running: {address}\n")
    print(accounts(kind, environment))
    print(f"\nLogs and mails: {os.path.relpath(storage(kind))}/   ·   Ctrl-C ends it.", flush=True)


def serve(kind: str, first_port: int, held: Claim, *, fresh: bool = False) -> int:
    """Run until told to end. Exit code 0 after Ctrl-C, 1 when the product could not stay up."""
    listener = ports.listen(first_port)
    port = listener.getsockname()[1]
    if port != first_port:
        print(f"Port {first_port} is in use by another program; using {port} instead.", flush=True)
    address = f"http://{ports.HOST}:{port}"
    environment = for_running(kind, address)
    prepare(kind, environment, fresh=fresh)
    held.publish(address)
    children = build_children(kind, environment, listener)
    try:
        return _run(children, address, lambda: announce(kind, address, environment))
    except Ended:
        print("\nEnding; the worker may finish what it has in hand …", flush=True)
        return 0
    finally:
        _ignore_further_signals()
        stop_all(children)
        listener.close()


def _run(children: list[Child], address: str, ready: Callable[[], None]) -> int:
    for child in children:
        child.start()
    deadline = time.monotonic() + START_SECONDS
    if not watch(children, lambda: healthy(address) or time.monotonic() > deadline):
        return 1
    if not healthy(address):
        print(f"The web did not answer within {START_SECONDS} s:\n{children[0].last_lines()}", file=sys.stderr)
        return 1
    ready()
    return 0 if watch(children, lambda: False) else 1


def _point_to(kind: str, other: Running) -> int:
    """Asked for twice: the product that runs already is what the person wants."""
    print(f"It is running already, started by process {other.process}: {other.address}\n")
    print(accounts(kind, for_running(kind, other.address)))
    print("\nTo start it anew, end it first: Ctrl-C in its terminal.")
    return 0


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)


def _ignore_further_signals() -> None:
    """A second Ctrl-C must not leave children behind; they are killed after the grace anyway."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def main() -> int:
    """Command line; says what to do instead of showing a stack trace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["demo", "run"], default="run", nargs="?")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or DEFAULT_PORT))
    parser.add_argument("--fresh", action="store_true", help="build the demo city anew")
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        with claim(storage(options.kind)) as held:
            return serve(options.kind, options.port, held, fresh=options.fresh)
    except Running as other:
        return _point_to(options.kind, other)
    except (Unprepared, ports.NoPort) as problem:
        print(problem, file=sys.stderr)
        return 1
    except Ended:
        print("\nEnded before it was up.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
