from django.urls import path

from supervision.handover import views

urlpatterns = [
    path("changes/", views.change_list, name="handover-changes"),
    path("changes/<int:pk>/open/", views.change_open, name="handover-open"),
]
