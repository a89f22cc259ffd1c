"""A path that a page of the documentation names in backticks is there: a reader who follows it finds the file."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md")])
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
# A folder, or a file in one; addresses, patterns with <…> and names of settings are none.
PATH = re.compile(r"[a-z_.][\w.-]*/(?:[\w.-]+/)*(?:[\w.-]+\.(?:py|html|md|json|css|js|svg|toml|txt|csv))?")
MADE_WHEN_RUN = "var/"


def quoted_paths(page: str) -> list[str]:
    found = [text for text in QUOTED.findall(FENCED.sub("", page)) if PATH.fullmatch(text)]
    return [text for text in found if not text.startswith(MADE_WHEN_RUN)]


def missing(page: str) -> list[str]:
    """The paths of a page that lead nowhere from the root, from ``docs``, from the templates, or from a folder that the
    page itself has named before it goes on with short paths."""
    paths = quoted_paths(page)
    folders = [ROOT, ROOT / "docs", ROOT / "templates"]
    folders += [ROOT / path for path in paths if path.endswith("/") and (ROOT / path).is_dir()]
    return [path for path in paths if not any((folder / path).exists() for folder in folders)]


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.name)
def test_every_path_that_a_page_names_exists(doc):
    assert missing(doc.read_text()) == []


def test_a_path_that_leads_nowhere_is_found():
    page = (
        "Everything lives in `early_warning/filings/`: `mapping/plan.py`, `reading/receiving.py`, `…/check/`, `/api/`."
    )
    assert missing(page) == ["reading/receiving.py"]
