"""Addresses of our own pages."""

from django.urls import path

from . import compare, feeds, files, insight, lists, pages

app_name = "dashboards"

urlpatterns = [
    path("bang-dieu-hanh/", pages.overview, name="overview"),
    path("bang-dieu-hanh/theo/<slug:slug>/", pages.by, name="by"),
    path("bang-dieu-hanh/xu-huong/", insight.trend, name="trend"),
    path("bang-dieu-hanh/rui-ro/", insight.risk, name="risk"),
    path("bang-dieu-hanh/van-phong/", insight.office, name="office"),
    path("bang-dieu-hanh/van-phong/<slug:duty>/", insight.office_cases, name="office-cases"),
    path("bang-dieu-hanh/so-sanh/", compare.changes, name="compare"),
    path("nhiem-vu/", lists.tasks, name="tasks"),
    path("tep-cua-toi/", files.files, name="files"),
    path("tep-cua-toi/yeu-cau/", files.order, name="order"),
    path("tep-cua-toi/dinh-ky/", files.schedule, name="schedule"),
    path("tep-cua-toi/<int:pk>/huy/", files.cancel, name="cancel"),
    path("tep-cua-toi/<int:pk>/tai/", files.download, name="download"),
    path("lich/", feeds.address, name="calendar"),
    path("lich/dia-chi-moi/", feeds.renew, name="calendar-renew"),
    path("lich/thu-hoi/", feeds.revoke, name="calendar-revoke"),
    path("lich/<str:secret>.ics", feeds.ics, name="ics"),
    path("chi-dao/", lists.directives, name="directives"),
]
