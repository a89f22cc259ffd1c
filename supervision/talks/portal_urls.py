from django.urls import path

from supervision.talks.views import portal

urlpatterns = [
    path("", portal.my_talks, name="portal-talks"),
    path("<int:pk>/", portal.my_talk, name="portal-talk"),
    path("<int:pk>/sign/", portal.SignView.as_view(), name="portal-talk-sign"),
]
