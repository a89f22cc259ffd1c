"""System packages: what the product needs from Debian or Ubuntu, installed where that is allowed.

A need is judged by trying it (a library loads, a program is on the path), not by asking dpkg, so that other
distributions and hand-made installations count too.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """One thing the system must have: how to see that it is there, and the package that brings it."""

    package: str
    present: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return loads


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def postgres_bin() -> Path | None:
    """Folder of the newest PostgreSQL server programs (Debian keeps them off the PATH), None without any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


RUN: tuple[Need, ...] = (
    Need("libpango-1.0-0", _library("libpango-1.0.so.0")),
    Need("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0")),
)
CHECK: tuple[Need, ...] = (Need("gettext", _program("xgettext")),)
TEST: tuple[Need, ...] = (
    Need("chromium", _program(*CHROMIUM_NAMES)),
    Need("poppler-utils", _program("pdftoppm")),
)
POSTGRES: tuple[Need, ...] = (Need("postgresql", lambda: postgres_bin() is not None),)
REDIS: tuple[Need, ...] = (Need("redis-server", _program("redis-server")),)


class Missing(Exception):
    """Packages are missing and may not be installed from here; the text is the one command that mends it."""


def missing(needs: Iterable[Need]) -> list[str]:
    """Names of the packages whose need is not met."""
    return [need.package for need in needs if not need.present()]


def install_command(packages: Iterable[str]) -> str:
    """The one command a person can paste."""
    by_apt, by_snap = _sources(packages)
    steps = [f"sudo apt-get update && sudo apt-get install -y {' '.join(by_apt)}"] if by_apt else []
    return " && ".join([*steps, *(f"sudo snap install {name}" for name in by_snap)])


def _sources(packages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Which packages come by apt and which by snap: Ubuntu has Chromium as a snap only."""
    snaps = {"chromium"} if _is_ubuntu() else set()
    packages = list(packages)
    return [name for name in packages if name not in snaps], [name for name in packages if name in snaps]


def _is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu\n" in f"\n{release.read_text(encoding='utf-8')}\n"


def ensure(needs: Iterable[Need]) -> None:
    """Install what is missing; raises `Missing` with the command to run where that is not allowed."""
    needs = tuple(needs)
    packages = missing(needs)
    if not packages:
        return
    prefix = _privilege()
    if prefix is None or not shutil.which("apt-get"):
        raise Missing(f"This machine lacks {', '.join(packages)}. Run:\n    {install_command(packages)}")
    print(f"Installing {', '.join(packages)} …", flush=True)
    by_apt, by_snap = _sources(packages)
    if by_apt:
        _apt(prefix, by_apt)
    for name in by_snap if shutil.which("snap") else ():
        _quietly([*prefix, "snap", "install", name])
    if still := missing(needs):
        raise Missing(f"The system did not bring {', '.join(still)}. Run:\n    {install_command(still)}")


def _privilege() -> list[str] | None:
    """Words to put before apt-get: none as root, sudo where it asks no password, None where neither works."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _apt(prefix: list[str], packages: list[str]) -> None:
    """Install with the lists at hand; when that fails (old or empty lists) refresh them and try again."""
    install = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "install", "-y"]
    install += ["--no-install-recommends", *packages]
    if _quietly(install).returncode == 0:
        return
    _quietly([*prefix, "apt-get", "-qq", "update"])
    second = _quietly(install)
    if second.returncode:
        sys.stderr.write(second.stdout)


def _quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run without input; what it says is kept for the case that it fails."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
