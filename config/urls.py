"""The one list of what is served where."""

from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView

from config.health import health_view
from config.metrics import metrics_view
from core.api.registry import router_urls
from core.api.schema import SharedSchema

urlpatterns = [
    path("", include("core.urls")),
    path("", include("core.mechanisms.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/set-language/", set_language, name="set_language"),
    path("organization/", include("organization.urls")),
    path("officials/", include("officials.urls")),
    path("warnings/", include("early_warning.urls")),
    path("supervision/", include("supervision.urls")),
    path("portal/declarations/", include("supervision.declarations.portal.urls")),
    path("portal/talks/", include("supervision.talks.portal_urls")),
    path("portal/", include("early_warning.notices.portal_urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(generator_class=SharedSchema), name="api-schema"),
    path("api/v1/", include((router_urls(), "api"))),
    path("health/", health_view, name="health"),
    path("metrics", metrics_view, name="metrics"),
]
handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
