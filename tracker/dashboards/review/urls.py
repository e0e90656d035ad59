"""Addresses of the clerk's pages."""

from django.urls import path

from . import entry, facts, views

app_name = "review"

urlpatterns = [
    path("nhap-van-ban/", entry.upload, name="upload"),
    path("nhap-van-ban/bang-tay/", entry.manual, name="manual"),
    path("nhap-van-ban/ngoai-he-thong/", entry.stub, name="stub"),
    path("duyet/<int:document_id>/", views.document, name="document"),
    path("duyet/<int:document_id>/viec/", views.act, name="act"),
    path("duyet/<int:document_id>/tinh-trang/", views.status, name="status"),
    path("duyet/<int:document_id>/thong-tin/", facts.facts, name="facts"),
]
