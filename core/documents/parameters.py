"""Numbers of documents that an administrator may propose otherwise."""

from django.utils.translation import gettext_lazy as _

from core.parameters.registry import Param, ParameterGroup, define

DOCUMENTS = define(
    ParameterGroup("DOCUMENTS", _("Documents"), (Param("max_batch", 300, _("Documents printed at once")),))
)
