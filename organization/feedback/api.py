"""Comments on supervision work through JSON (R39)."""

from rest_framework import serializers

from core.api.viewsets import ScopedViewSet, TransitionsMixin
from organization.feedback.models import Feedback


class FeedbackSerializer(serializers.ModelSerializer):
    author = serializers.CharField(source="author.username")

    class Meta:
        model = Feedback
        fields = ("id", "author", "text", "page", "status", "answer", "written_at")


class FeedbackViewSet(TransitionsMixin, ScopedViewSet):
    """One's own comments, all of them for who answers."""

    queryset = Feedback.objects.select_related("author")
    serializer_class = FeedbackSerializer
    filterset_fields = ("status",)
