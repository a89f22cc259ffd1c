from django.urls import path

from supervision.declarations.portal import filing, pages
from supervision.declarations.portal.kin_form import my_kin_file

urlpatterns = [
    path("", pages.my_declarations, name="my-declarations"),
    path("kin/change/", filing.NewChangeView.as_view(), name="my-kin-change"),
    path("kin/<int:pk>/", pages.my_kin, name="my-kin"),
    path("kin/<int:pk>/file/", my_kin_file, name="my-kin-file"),
    path("kin/<int:pk>/explain/", filing.KinExplainView.as_view(), name="my-kin-explain"),
    path("kin-reviews/<int:pk>/", pages.my_kin_review, name="my-kin-review"),
    path("kin-reviews/<int:pk>/report/", filing.ReviewReportView.as_view(), name="my-kin-review-report"),
    path("matters/new/", filing.NewMatterView.as_view(), name="my-matter-new"),
    path("matters/<int:pk>/", pages.my_matter, name="my-matter"),
    path("matters/<int:pk>/explain/", filing.MatterExplainView.as_view(), name="my-matter-explain"),
    path("ceremonies/new/", filing.NewCeremonyView.as_view(), name="my-ceremony-new"),
    path("ceremonies/<int:pk>/", pages.my_ceremony, name="my-ceremony"),
    path("ceremonies/<int:pk>/file/", filing.CeremonyAgainView.as_view(), name="my-ceremony-again"),
    path("ceremonies/<int:pk>/reduce/", filing.CeremonyReduceView.as_view(), name="my-ceremony-reduce"),
    path("ceremonies/<int:pk>/after/", filing.CeremonyAfterView.as_view(), name="my-ceremony-after"),
    path("<slug:name>/<int:pk>/do/", pages.my_step, name="my-declaration-step"),
]
