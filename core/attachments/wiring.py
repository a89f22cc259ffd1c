"""What the room tells the rest of the house at the start."""

from core.api.registry import register


def wire() -> None:
    """The API of files."""
    from core.attachments.api import AttachmentViewSet

    register("attachments", AttachmentViewSet)
