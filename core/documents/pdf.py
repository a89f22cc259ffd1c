"""The door to the typesetter. It is loaded with the first document: half a second that all other starts are spared."""

# Archives ask for PDF/A; 3a also carries the structure that screen readers follow.
ARCHIVE = "pdf/a-3a"


def html_pdf(text: str, *, variant: str | None = ARCHIVE) -> bytes:
    """A complete HTML text as PDF. Raises ``AssetRefused`` when it refers to anything but our own assets."""
    from core.documents.engine import write_pdf

    return write_pdf(text, variant=variant)
