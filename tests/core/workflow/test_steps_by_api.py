"""The API takes every step that a person may take on a page."""

from core.api.registry import router_urls
from core.api.viewsets import TransitionsMixin
from core.workflow.diagrams import engines
from core.workflow.queries import status_field

# Their work is a job: the API answers with it (POST …/apply/, …/undo/).
JOBS = {"core.ImportBatch apply", "core.ImportBatch undo"}


def served() -> dict:
    """Model -> the viewset that moves its records."""
    views = {url.callback.cls for url in router_urls() if hasattr(url.callback, "cls")}
    return {view.queryset.model: view for view in views if issubclass(view, TransitionsMixin)}


def test_every_step_with_a_page_of_its_own_has_its_way_through_the_api():
    without = {
        f"{model._meta.label} {step.name}"
        for model, view in served().items()
        for step in status_field(model).get_all_transitions(model)
        if step.custom.get("form") and not step.custom.get("hidden") and step.name not in view.own_steps
    }
    assert without == JOBS


def test_every_course_is_served_by_the_api():
    assert {model._meta.label for model in engines()} - {model._meta.label for model in served()} == set()
