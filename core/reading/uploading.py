"""An upload handler that stops a file that is too large on the way, before it fills the disk."""

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from core.reading import limits

# The other fields of the form and the boundaries around the file.
_FORM_SLACK = 64 * 1024


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes to a temporary file as Django does, up to the limit; then the rest is read and thrown away."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._request = request
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> Any:
        self._size += len(raw_data)
        if self._size > limits.MAX_BYTES:
            self._request.META["upload.too_large"] = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def limit_upload(request: HttpRequest) -> None:
    """Put the limit into force; must come before anything reads the request's body."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    if announced > limits.MAX_BYTES + _FORM_SLACK:
        request.META["upload.too_large"] = True
    request.upload_handlers = [LimitedUploadHandler(request)]


def was_too_large(request: HttpRequest) -> bool:
    """Whether the limit struck. Reads the form first: the handler learns of a size only on the way."""
    request.FILES  # noqa: B018 - reading it is what runs the handler
    return limit_struck(request)


def limit_struck(request: HttpRequest) -> bool:
    """Whether the limit struck while the body was read."""
    return bool(request.META.get("upload.too_large"))
