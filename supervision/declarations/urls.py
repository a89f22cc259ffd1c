from django.urls import path

from supervision.declarations import views

urlpatterns = [
    path("coverage/", views.declaration_coverage, name="declaration-coverage"),
    path("funerals/", views.PhoneView.as_view(), name="ceremony-phone"),
]
