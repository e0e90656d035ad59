"""Addresses of the clerk's pages."""

from django.urls import path

from . import views

app_name = "review"

urlpatterns = [
    path("nhap-van-ban/", views.upload, name="upload"),
    path("duyet/<int:document_id>/", views.document, name="document"),
    path("duyet/<int:document_id>/viec/", views.act, name="act"),
    path("duyet/<int:document_id>/tinh-trang/", views.status, name="status"),
]
