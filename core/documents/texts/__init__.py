"""Wording of documents that an administrator may propose and the secretary approves: plain text with placeholders."""

from core.documents.texts.queries import Texts, text_part, text_parts
from core.documents.texts.registry import DocumentKind, TextPart, document_kind

__all__ = ["DocumentKind", "TextPart", "Texts", "document_kind", "text_part", "text_parts"]
