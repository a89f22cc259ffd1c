from django.urls import path

from supervision.meetings.views import sheet, study

urlpatterns = [
    path("<int:pk>/sheet/", sheet.sheet_page, name="meeting-sheet"),
    path("<int:pk>/members/", sheet.members_page, name="meeting-members"),
    path("first-agenda/", study.first_agenda_page, name="first-agenda"),
]
