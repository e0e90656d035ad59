"""Every address under /api/v1/."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from .problems import not_found
from .views import (
    addressees,
    directives,
    documents,
    events,
    machines,
    reading,
    registers,
    reminders,
    statistics,
    tasks,
    webhooks,
)

router = SimpleRouter()
router.register("agencies", registers.Agencies, "agency")
router.register("fields", registers.Fields, "field")
router.register("calendar", registers.Calendar, "calendar")
router.register("meetings", reading.Meetings, "meeting")
router.register("documents", documents.Documents, "document")
router.register("directives", directives.Directives, "directive")
router.register("tasks", tasks.Tasks, "task")
router.register("reports", reading.Reports, "report")
router.register("extensions", reading.Extensions, "extension")
router.register("addressees", addressees.Addressees, "addressee")
router.register("reminders", reminders.Reminders, "reminder")
router.register("notifications", reminders.Notifications, "notification")
router.register("files", machines.Files, "file")
router.register("tokens", machines.Tokens, "token")
router.register("import/directives", machines.Import, "import-directives")
router.register("webhooks", webhooks.Webhooks, "webhook")
router.register("statistics", statistics.Statistics, "statistics")
router.register("events", events.Events, "event")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", login_required(SpectacularSwaggerSplitView.as_view(url_name="api:schema")), name="docs"),
    path("", include(router.urls)),
    re_path(r"", not_found),
]
