"""The sheet of a meeting through JSON: the same service as the page. Members are named by their codes."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.errors import InvalidInput
from supervision.meetings.choices import Ballot, Outcome, Position, Presence
from supervision.meetings.models import Meeting
from supervision.meetings.queries import whole_meeting
from supervision.meetings.services import ItemSheet, ResolutionInput, Sheet, sheet_save


class SheetAttendanceSerializer(serializers.Serializer):
    official = serializers.CharField()
    presence = serializers.ChoiceField(choices=Presence.choices)
    reason = serializers.CharField(required=False, default="", allow_blank=True)


class SheetSpeechSerializer(serializers.Serializer):
    """In the order of speaking."""

    official = serializers.CharField()
    position = serializers.ChoiceField(choices=Position.choices, required=False, default=Position.NONE)


class SheetVoteSerializer(serializers.Serializer):
    official = serializers.CharField()
    ballot = serializers.ChoiceField(choices=Ballot.choices)


class SheetRecusedSerializer(serializers.Serializer):
    official = serializers.CharField()
    reason = serializers.CharField()


class SheetResolutionSerializer(serializers.Serializer):
    decision = serializers.CharField()
    executing_post = serializers.CharField()
    due_on = serializers.DateField()


class ItemSheetSerializer(serializers.Serializer):
    item = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False, default=Outcome.OPEN)
    record = serializers.CharField(required=False, default="", allow_blank=True)
    speeches = SheetSpeechSerializer(many=True, required=False, default=list)
    votes = SheetVoteSerializer(many=True, required=False, default=list)
    counts = serializers.DictField(child=serializers.IntegerField(min_value=0), required=False, default=dict)
    recusals = SheetRecusedSerializer(many=True, required=False, default=list)
    resolution = SheetResolutionSerializer(required=False, allow_null=True, default=None)


class SheetSerializer(serializers.Serializer):
    attendance = SheetAttendanceSerializer(many=True, required=False, default=list)
    chair = serializers.CharField(required=False, default="", allow_blank=True)
    items = ItemSheetSerializer(many=True, required=False, default=list)


class MeetingSheetViewSet(GenericViewSet):
    """``GET …/meeting-sheets/<meeting>/`` shows the sheet, ``PUT`` saves it as a whole."""

    queryset = Meeting.objects.all()
    serializer_class = SheetSerializer

    @extend_schema(responses=SheetSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(shown(self._meeting(request, pk)))

    @extend_schema(request=SheetSerializer, responses=SheetSerializer)
    def update(self, request: Request, pk: str) -> Response:
        meeting = self._meeting(request, pk)
        data = SheetSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        sheet_save(meeting=meeting, sheet=_sheet(meeting, data.validated_data), actor=request.user)
        return Response(shown(whole_meeting(meeting.pk)))

    def _meeting(self, request: Request, pk: str) -> Meeting:
        number = int(pk) if pk.isdecimal() else 0
        found = get_object_or_404(Meeting.objects.visible_to(request.user), pk=number)
        return whole_meeting(found.pk)


def _sheet(meeting: Meeting, data: dict[str, Any]) -> Sheet:
    """The service's input. Raises InvalidInput for a code that is not on the list of members."""
    rows = {row.official.code: row for row in meeting.attendance.all() if row.official is not None}

    def row_of(code: str) -> Any:
        if code not in rows:
            raise InvalidInput(_("This person is not on the list."), field="official")
        return rows[code]

    def pairs(found: list[dict[str, Any]], value: str) -> list[tuple[int, Any]]:
        return [(row_of(one["official"]).official_id, one[value]) for one in found]

    def item(one: dict[str, Any]) -> ItemSheet:
        resolution = ResolutionInput(**one["resolution"]) if one["resolution"] else None
        plain = {name: one[name] for name in ("item", "outcome", "record", "counts")}
        return ItemSheet(
            **plain,
            speeches=tuple(pairs(one["speeches"], "position")),
            votes=dict(pairs(one["votes"], "ballot")),
            recusals=dict(pairs(one["recusals"], "reason")),
            resolution=resolution,
        )

    there = {row_of(one["official"]).pk: (one["presence"], one["reason"]) for one in data["attendance"]}
    chair = row_of(data["chair"]).official_id if data["chair"] else None
    return Sheet(attendance=there, chair=chair, items=tuple(item(one) for one in data["items"]))


def shown(meeting: Meeting) -> dict[str, Any]:
    """The sheet as it stands."""
    return {
        "attendance": [
            {"official": row.official.code, "presence": row.presence, "reason": row.reason}
            for row in meeting.attendance.all()
            if row.official is not None
        ],
        "chair": meeting.chair.code if meeting.chair else "",
        "items": [_shown_item(item) for item in meeting.items.all()],
    }


def _shown_item(item: Any) -> dict[str, Any]:
    resolution = getattr(item, "resolution", None)
    votes = list(item.votes.all())
    return {
        "item": item.pk,
        "outcome": item.outcome,
        "record": item.record,
        "speeches": [{"official": row.official.code, "position": row.position} for row in item.speeches.all()],
        "votes": [{"official": row.official.code, "ballot": row.ballot} for row in votes if row.official],
        "counts": {row.ballot: row.count for row in votes if row.official is None},
        "recusals": [{"official": row.official.code, "reason": row.reason} for row in item.recusals.all()],
        "resolution": resolution
        and {
            "decision": resolution.decision,
            "executing_post": resolution.executing_post,
            "due_on": resolution.due_on,
        },
    }
