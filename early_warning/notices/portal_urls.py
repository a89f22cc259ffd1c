from django.urls import path

from early_warning.notices import portal_views as views

urlpatterns = [
    path("", views.inbox, name="portal"),
    path("notices/<int:pk>/", views.notice_page, name="portal-notice"),
    path("notices/<int:pk>/acknowledge/", views.acknowledge, name="portal-acknowledge"),
    path("notices/<int:pk>/reply/", views.ReplyView.as_view(), name="portal-reply"),
    path("notices/<int:pk>/rectification/", views.RectificationView.as_view(), name="portal-rectification"),
    path("notices/<int:pk>/extension/", views.ExtensionView.as_view(), name="portal-extension"),
    path("notices/<int:pk>/objection/", views.ObjectionView.as_view(), name="portal-objection"),
    path("notices/<int:pk>/<slug:which>.pdf", views.letter_pdf, name="portal-pdf"),
]
