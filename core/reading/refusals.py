"""Why a whole file is not taken. Each refusal has a code, says what is wrong and how to mend it."""

from core.errors import InvalidInput, Text


class FileRefused(InvalidInput):
    """The file as a whole is not taken; nothing of it was kept."""

    code = "file-refused"

    def __init__(self, reason: str, message: Text, cure: Text) -> None:
        super().__init__(message, field="file", cure=cure)
        self.reason = reason
