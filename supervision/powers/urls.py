from django.urls import path

from supervision.powers import views

urlpatterns = [
    path("", views.PowerListView.as_view(), name="power-list"),
    path("posts/<int:pk>/", views.PostPowersView.as_view(), name="power-post"),
    path("units/<int:pk>/", views.UnitPowersView.as_view(), name="power-unit"),
]
