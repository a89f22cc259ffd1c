from django.urls import path

from supervision.duties import views

urlpatterns = [
    path("", views.OverviewView.as_view(), name="duty-overview"),
    path("<int:pk>/", views.UnitMatrixView.as_view(), name="duty-matrix"),
]
