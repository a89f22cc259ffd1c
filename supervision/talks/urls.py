from django.urls import path

from supervision.talks.views import coverage, lists, planning, steps

urlpatterns = [
    path("", lists.TalkListView.as_view(), name="talk-list"),
    path("plan/", planning.kind_choice, name="talk-kinds"),
    path("plan/<slug:kind>/", planning.PlanView.as_view(), name="talk-plan"),
    path("appointments/", lists.appointment_list, name="talk-appointments"),
    path("appointments/<int:pk>/plan/", lists.appointment_plan, name="talk-appointment-plan"),
    path("coverage/", coverage.coverage_page, name="talk-coverage"),
    path("<int:pk>/", lists.TalkDetailView.as_view(), name="talk-detail"),
    path("<int:pk>/edit/", planning.PlanView.as_view(), name="talk-edit"),
    path("<int:pk>/reschedule/", steps.RescheduleView.as_view(), name="talk-reschedule"),
    path("<int:pk>/hold/", steps.HoldView.as_view(), name="talk-hold"),
    path("<int:pk>/paper/", steps.PaperView.as_view(), name="talk-paper"),
    path("<int:pk>/recheck/", steps.RecheckView.as_view(), name="talk-recheck"),
]
