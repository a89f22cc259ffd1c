"""The style sheets of documents, for paper and for the sheet on the screen."""

from pathlib import Path

STYLES = Path(__file__).parent
