from supervision.meetings.models.agenda import AgendaItem
from supervision.meetings.models.attendance import Attendance
from supervision.meetings.models.catalogue import MajorItemCatalogue
from supervision.meetings.models.deviation import Deviation
from supervision.meetings.models.meeting import Meeting
from supervision.meetings.models.resolution import Resolution
from supervision.meetings.models.study import StudyMeasure, StudyReminder
from supervision.meetings.models.voices import MeetingRecusal, Speech, Vote

__all__ = [
    "AgendaItem",
    "Attendance",
    "Deviation",
    "MajorItemCatalogue",
    "Meeting",
    "MeetingRecusal",
    "Resolution",
    "Speech",
    "StudyMeasure",
    "StudyReminder",
    "Vote",
]
