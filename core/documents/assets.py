"""What a document may load: our own fonts and style sheets by ``asset:`` addresses. Nothing else, no network."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from core.documents.fonts import FACES
from core.documents.styles import STYLES


class AssetRefused(FatalURLFetchingError):
    """A template asked for something that is not ours: the document is not made."""


class AssetFetcher(URLFetcher):
    """Serves ``asset:fonts/<family>`` and ``asset:styles/<name>.css``."""

    def __init__(self, font_dir: Path) -> None:
        super().__init__(allowed_protocols=())
        self.font_dir = font_dir

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file behind ``url``. Raises ``AssetRefused`` for every other address, which stops the rendering."""
        name = url.rpartition("/")[2]
        if url == f"asset:fonts/{name}" and name in FACES:
            return URLFetcherResponse(url, FACES[name].file(self.font_dir).read_bytes())
        if url == f"asset:styles/{name}" and name in {file.name for file in STYLES.glob("*.css")}:
            return URLFetcherResponse(url, (STYLES / name).read_bytes(), {"Content-Type": "text/css"})
        raise AssetRefused(f"A document may not load {url[:200]}")
