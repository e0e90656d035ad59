"""Addresses of our own pages."""

from django.urls import path

from . import compare, lists, pages

app_name = "dashboards"

urlpatterns = [
    path("bang-dieu-hanh/", pages.overview, name="overview"),
    path("bang-dieu-hanh/theo/<slug:slug>/", pages.by, name="by"),
    path("bang-dieu-hanh/so-sanh/", compare.changes, name="compare"),
    path("nhiem-vu/", lists.tasks, name="tasks"),
    path("chi-dao/", lists.directives, name="directives"),
]
