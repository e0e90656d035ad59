"""Addresses of our own pages."""

from django.urls import path

from . import compare, files, lists, pages

app_name = "dashboards"

urlpatterns = [
    path("bang-dieu-hanh/", pages.overview, name="overview"),
    path("bang-dieu-hanh/theo/<slug:slug>/", pages.by, name="by"),
    path("bang-dieu-hanh/so-sanh/", compare.changes, name="compare"),
    path("nhiem-vu/", lists.tasks, name="tasks"),
    path("tep-cua-toi/", files.files, name="files"),
    path("tep-cua-toi/yeu-cau/", files.order, name="order"),
    path("tep-cua-toi/<int:pk>/huy/", files.cancel, name="cancel"),
    path("tep-cua-toi/<int:pk>/tai/", files.download, name="download"),
    path("chi-dao/", lists.directives, name="directives"),
]
