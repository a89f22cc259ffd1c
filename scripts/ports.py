"""Ports on this machine, as listening sockets: nobody can take the port between finding and using it."""

import socket
from contextlib import closing

HOST = "127.0.0.1"
TRIES = 50


class NoPort(Exception):
    """None of the tried ports was free."""


def listen(first: int) -> socket.socket:
    """A socket listening on the first free port from `first` upwards; `first` 0 lets the system choose."""
    for port in range(first, first + TRIES):
        candidate = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # A server that has just ended leaves connections in TIME_WAIT; its port is not busy for that.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
            candidate.listen(128)
        except OSError:
            candidate.close()
            continue
        return candidate
    raise NoPort(f"No free port from {first} to {first + TRIES - 1} on {HOST}.")


def free_port() -> int:
    """A port that was free a moment ago, for programs that only take a number."""
    with closing(listen(0)) as found:
        return int(found.getsockname()[1])


def answers(port: int, host: str = HOST) -> bool:
    """Does anything accept connections there?"""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
