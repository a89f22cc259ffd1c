from django.urls import path

from supervision.declarations import views
from supervision.declarations.company_list import CompanyListView

urlpatterns = [
    path("coverage/", views.declaration_coverage, name="declaration-coverage"),
    path("companies/", CompanyListView.as_view(), name="public-company-list"),
    path("funerals/", views.PhoneView.as_view(), name="ceremony-phone"),
]
