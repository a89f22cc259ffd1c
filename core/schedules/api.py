from rest_framework import serializers

from core.api.viewsets import ScopedViewSet
from core.schedules.models import Schedule


class ScheduleSerializer(serializers.ModelSerializer):
    work = serializers.CharField(source="label", read_only=True)
    when = serializers.CharField(read_only=True)
    next_run_at = serializers.DateTimeField(read_only=True)

    class Meta:
        model = Schedule
        fields = ("id", "name", "work", "when", "enabled", "last_run_at", "next_run_at")


class ScheduleViewSet(ScopedViewSet):
    """When periodic work runs."""

    permission_required = "core.view_schedule"
    queryset = Schedule.objects.with_times()
    serializer_class = ScheduleSerializer
