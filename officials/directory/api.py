from django.db.models import QuerySet
from rest_framework import serializers

from core.api.viewsets import ScopedViewSet
from officials.directory.filters import OfficialFilter
from officials.directory.queries import directory
from officials.people.models import Official


class HeldPostSerializer(serializers.Serializer):
    """One post of today."""

    unit_code = serializers.CharField(source="post.unit.code")
    unit = serializers.CharField(source="post.unit.name")
    post = serializers.CharField(source="post.name")
    is_head = serializers.BooleanField(source="post.is_head")
    since = serializers.DateField(source="start")


class OfficialSerializer(serializers.ModelSerializer):
    """The directory's line: nothing that the dossier or the identity card holds."""

    posts = HeldPostSerializer(source="running", many=True)
    managed_by = serializers.CharField(source="managed_by.name")

    class Meta:
        model = Official
        fields = ["id", "code", "name", "managed_by", "posts"]


class OfficialApiFilter(OfficialFilter):
    """As on the page, and one by its code."""

    class Meta:
        model = Official
        fields = ("code", "unit", "head")


class OfficialViewSet(ScopedViewSet):
    """The directory, read only. Dossiers have no endpoint: they are opened one by one, on a page (R14)."""

    queryset = Official.objects.none()
    serializer_class = OfficialSerializer
    permission_required = "officials.view_official"
    filterset_class = OfficialApiFilter

    def get_queryset(self) -> QuerySet[Official]:
        return directory(self.request.user).select_related("managed_by")
