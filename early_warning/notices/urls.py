from django.urls import path

from early_warning.notices.views import deciding, detail, drafting, lists

urlpatterns = [
    path("notices/", lists.NoticeListView.as_view(), name="notice-list"),
    path("reminders/", lists.ReminderListView.as_view(), name="reminder-list"),
    path("notices/draft/<slug:kind>/", drafting.DraftView.as_view(), name="notice-draft"),
    path("notices/fact-records/", drafting.fact_records, name="notice-fact-records"),
    path("notices/<int:pk>/", detail.NoticeDetailView.as_view(), name="notice-detail"),
    path("notices/<int:pk>/edit/", drafting.DraftView.as_view(), name="notice-edit"),
    path("notices/<int:pk>/letter/", detail.letter, name="notice-letter"),
    path("notices/<int:pk>/letter.pdf", detail.letter_pdf, name="notice-letter-pdf"),
    path("notices/<int:pk>/facts/<int:fact>/open/", detail.fact_open, name="notice-fact-open"),
    path("notices/<int:pk>/facts/<int:fact>/tick/", detail.fact_tick, name="notice-fact-tick"),
    path("notices/<int:pk>/refer/", deciding.ReferView.as_view(), name="notice-refer"),
    path(
        "notices/<int:notice>/delivery-check/",
        deciding.NoticeDeliveryCheckView.as_view(),
        name="notice-delivery-check",
    ),
    path("delivery-checks/<int:pk>/", deciding.DeliveryCheckView.as_view(), name="delivery-check"),
    path("extensions/<int:pk>/", deciding.ExtensionDecisionView.as_view(), name="extension-decide"),
    path("objections/", lists.ObjectionListView.as_view(), name="objection-list"),
    path("objections/<int:pk>/", deciding.ObjectionView.as_view(), name="objection-detail"),
    path("rules/", lists.RuleListView.as_view(), name="rule-list"),
    path("rules/<int:pk>/check/", lists.rule_check_view, name="rule-check"),
]
