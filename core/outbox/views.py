import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.outbox.models import Channel, Delivery, DeliveryState
from core.outbox.services import delivery_retry
from core.records.filters import RecordFilterSet
from core.records.tables import RecordTable
from core.records.views import RecordListView


class DeliveryTable(RecordTable):
    retry = tables.TemplateColumn(
        template_name="core/partials/delivery_retry.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    class Meta(RecordTable.Meta):
        model = Delivery
        fields = ("created_at", "subject", "channel", "recipient", "address", "state", "attempts", "sent_at", "error")
        order_by = "-created_at"


class DeliveryFilter(RecordFilterSet):
    search_fields = ("subject", "address", "recipient__username")
    state = filters.ChoiceFilter(choices=DeliveryState.choices, label=_("Status"))
    channel = filters.ChoiceFilter(choices=Channel.choices, label=_("Channel"))

    class Meta:
        model = Delivery
        fields = ("state", "channel")


class DeliveryListView(RecordListView):
    """Every delivery, for the administrator: numbers and addresses, no facts."""

    model = Delivery
    permission_required = "core.view_delivery"
    table_class = DeliveryTable
    filterset_class = DeliveryFilter
    title = _("Deliveries")
    empty_text = _("Nothing was sent yet.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("recipient")


@require_POST
def delivery_retry_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin again with a mail that was given up, to the address the account has now."""
    if not request.user.has_perm("core.retry_delivery"):
        raise PermissionDenied(gettext("Your role may not open this page."))
    delivery_retry(delivery=get_object_or_404(Delivery.objects.visible_to(request.user), pk=pk))
    messages.success(request, gettext("The mail will be sent again."))
    return redirect("delivery-list")
