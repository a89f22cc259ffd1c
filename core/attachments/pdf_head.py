"""Prints the text of a PDF's first page: ``python pdf_head.py file.pdf``. Imports nothing of the product.

A process of its own with limits, because a made-up PDF can ask its reader for any time and memory. Exit codes: 0 done
(also for a file that cannot be read: it has no text then), 5 behind a password; negative when the system ended it.
"""

import logging
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError

LOCKED = 5
MEMORY = 1024**3
SECONDS = 20
CHARACTERS = 8_000


def first_page(path: str) -> str | None:
    """The text, "" for what cannot be read, None for what is locked."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        return reader.pages[0].extract_text()[:CHARACTERS] if reader.pages else ""
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        NotImplementedError,
    ):
        return ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    text = first_page(sys.argv[1])
    if text is None:
        sys.exit(LOCKED)
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
