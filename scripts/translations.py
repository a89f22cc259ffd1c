"""Keep the catalogues complete: `python -m scripts.translations check|update`.

`check` collects the strings of the source anew in a copy and holds the committed catalogue against them: nothing
missing, left over, untranslated or fuzzy, and the compiled file says the same. `update` writes both.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from scripts.environment import ROOT

LANGUAGES = ("zh_Hans",)
DOMAINS = {"django": "py,html,txt", "djangojs": "js"}
IGNORED = ("static/vendor/*", ".venv/*", "var/*", "tests/*", "benchmarks/*", "node_modules/*")
SHOWN = 20


def collect(folder: Path) -> None:
    """Write the strings of the source under `folder` into its catalogues, keeping what is translated."""
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--no-obsolete",
        "--no-wrap",
        "--add-location",
        "file",
    ]
    command += [word for name in LANGUAGES for word in ("--locale", name)]
    command += [word for pattern in IGNORED for word in ("--ignore", pattern)]
    for domain, extensions in DOMAINS.items():
        subprocess.run(
            [*command, "--domain", domain, "--extension", extensions, "--verbosity", "0"],
            cwd=folder,
            check=True,
        )


def catalogue(folder: Path, language: str, domain: str) -> Path:
    """Path of a catalogue; it need not exist."""
    return folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def keys(catalogue_file: polib.POFile) -> set[tuple[str, str]]:
    """What a catalogue speaks about."""
    return {(entry.msgctxt or "", entry.msgid) for entry in catalogue_file if not entry.obsolete}


def faults(committed: Path, fresh: Path) -> list[str]:
    """Sentences about what is wrong with one committed catalogue, measured against a fresh collection."""
    if not fresh.exists():
        return []
    if not committed.exists():
        return [f"{committed.relative_to(ROOT)} is missing"]
    entries, wanted = polib.pofile(str(committed)), polib.pofile(str(fresh))
    found = [f"not in the catalogue: {key[1]!r}" for key in sorted(keys(wanted) - keys(entries))]
    found += [f"in the catalogue, not in the source: {key[1]!r}" for key in sorted(keys(entries) - keys(wanted))]
    found += [f"untranslated: {entry.msgid!r}" for entry in entries.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in entries.fuzzy_entries()]
    return found + compiled_faults(entries, committed.with_suffix(".mo"))


def compiled_faults(entries: polib.POFile, compiled: Path) -> list[str]:
    """The compiled file is what the product reads: it must say what the catalogue says."""
    if not compiled.exists():
        return [f"{compiled.relative_to(ROOT)} is missing: make messages"]

    def said(entry: polib.POEntry | polib.MOEntry) -> tuple[str, str, str, dict[int, str]]:
        return entry.msgctxt or "", entry.msgid, entry.msgstr, entry.msgstr_plural

    meant = sorted(said(entry) for entry in entries.translated_entries())
    if meant != sorted(said(entry) for entry in polib.mofile(str(compiled))):
        return [f"{compiled.relative_to(ROOT)} does not say what its catalogue says: make messages"]
    return []


def copy_of_the_source(folder: Path) -> None:
    """What git tracks or would track, as it stands now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    for name in listed.stdout.decode().split("\0"):
        source = ROOT / name
        if name and source.is_file() and not name.startswith("static/vendor/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)


def check() -> int:
    """Exit code 1 with every fault named (the first of each catalogue where they are many)."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="lianjian-messages-") as name:
        folder = Path(name)
        copy_of_the_source(folder)
        collect(folder)
        for language in LANGUAGES:
            for domain in DOMAINS:
                found = faults(catalogue(ROOT, language, domain), catalogue(folder, language, domain))
                for line in found[:SHOWN]:
                    print(f"{language}/{domain}: {line}")
                if len(found) > SHOWN:
                    print(f"{language}/{domain}: … and {len(found) - SHOWN} more")
                failed = failed or bool(found)
    return 1 if failed else 0


def update() -> int:
    """Collect into the real catalogues and compile them."""
    collect(ROOT)
    for path in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "update": update}[sys.argv[1]]())
