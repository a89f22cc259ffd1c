"""The health page for load balancers and the demo's start-up: database and cache answer, or 500 says which does not."""

from health_check.views import HealthCheckView

health_view = HealthCheckView.as_view(checks=["health_check.checks.Database", "health_check.checks.Cache"])
