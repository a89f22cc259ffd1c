"""Document numbers and issued documents."""

from core.documents.models.issued import IssuedDocument
from core.documents.models.numbers import AllocatedNumber, NumberSeries

__all__ = ["AllocatedNumber", "IssuedDocument", "NumberSeries"]
