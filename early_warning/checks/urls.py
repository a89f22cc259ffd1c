"""Addresses under /warnings/."""

from django.urls import path

from .views import catalogue, doubts, materials, runs, standing, steps

urlpatterns = [
    path("doubts/", doubts.DoubtListView.as_view(), name="doubt-list"),
    path("doubts/<int:pk>/", doubts.DoubtDetailView.as_view(), name="doubt-detail"),
    path("doubts/<int:pk>/assign/", steps.AssignView.as_view(), name="doubt-assign"),
    path("doubts/<int:pk>/ask/", steps.AskMaterialView.as_view(), name="doubt-ask-material"),
    path("doubts/<int:pk>/defer/", steps.DeferView.as_view(), name="doubt-defer"),
    path("doubts/<int:pk>/remind/", steps.RemindView.as_view(), name="doubt-remind"),
    path("doubts/<int:pk>/warn/", steps.WarnView.as_view(), name="doubt-warn"),
    path("checks/", runs.RunListView.as_view(), name="check-run-list"),
    path("checks/start/", runs.RunStartView.as_view(), name="check-run-start"),
    path("checks/<int:pk>/", runs.RunDetailView.as_view(), name="check-run-detail"),
    path("checks/results/", runs.ResultListView.as_view(), name="check-result-list"),
    path("models/", catalogue.ModelListView.as_view(), name="check-model-list"),
    path("models/<str:code>/", catalogue.ModelDetailView.as_view(), name="check-model-detail"),
    path("models/<str:code>/switch-off/", standing.SwitchOffView.as_view(), name="check-model-switch-off"),
    path("models/<str:code>/put-back/", standing.PutBackView.as_view(), name="check-model-put-back"),
    path("models/<str:code>/trial/", standing.TrialView.as_view(), name="check-model-trial"),
    path("conversion/", catalogue.ConversionView.as_view(), name="conversion"),
    path("material/", materials.MaterialListView.as_view(), name="material-list"),
    path("material/<int:pk>/", materials.MaterialAnswerView.as_view(), name="material-detail"),
]
