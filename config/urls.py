"""Root URLs: the admin is the workplace, the API and our own pages stand beside it."""

from django.urls import include, path
from django.views.generic import RedirectView

from tracker.admin.site import site
from tracker.dashboards import failures, ops

urlpatterns = [
    path("", RedirectView.as_view(url="/admin/", permanent=False)),
    path("healthz", ops.healthz, name="healthz"),
    path("readyz", ops.readyz, name="readyz"),
    path("metrics", ops.metrics, name="metrics"),
    path("admin/", site.urls),
    path("api/v1/", include("tracker.api.urls")),
    path("", include("tracker.dashboards.urls")),
    path("", include("tracker.dashboards.review.urls")),
]
handler500 = failures.failed
