"""Callers of the API: by token, by session, and the small world they look at."""

import datetime as dt
import itertools

import pytest
from django.core.cache import cache
from django.utils import timezone
from rest_framework.test import APIClient

from tests import factories as make
from tracker.models import ApiToken

ALL_SCOPES = ["read", "write", "import", "events"]
_number = itertools.count(1)


def token_for(user, scopes=None, days=30, **more):
    """(row, secret) of a fresh token of `user`."""
    return ApiToken.objects.create(
        user, expiry=dt.timedelta(days=days), name=f"máy {next(_number)}", scopes=scopes or ALL_SCOPES, **more
    )


def client_of(user=None, scopes=None, **more):
    """A client that calls with a token of `user`; without user an anonymous one."""
    client = APIClient()
    if user is not None:
        _, secret = token_for(user, scopes, **more)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def world(db, today):
    """Two agencies with a task each, one restricted task, and everyone who may look."""

    class World:
        a, b = make.agency("so-a", name="Sở A"), make.agency("so-b", name="Sở B")
        clerk, leader, inspector = make.clerk(), make.leader(), make.inspector()
        boss = make.office_leader()
        officer_a, head_a, officer_b = make.officer(a), make.head(a), make.officer(b)
        sysadmin = make.person("sysadmin")
        meeting = make.meeting()
        document = make.document(meeting=meeting)
        directive_a = make.directive(
            document=document, meeting=meeting, search="tong ket chuong trinh", level="A", is_key=False
        )
        now = timezone.now()
        task_a = make.task(a, today + dt.timedelta(days=3), of=directive_a, now=now, issued_on=today)
        task_b = make.task(b, today - dt.timedelta(days=2), now=now, issued_on=today)
        secret_directive = make.directive(
            text="CHIM-BÁO-MẬT nội dung",
            content="CHIM-BÁO-MẬT nội dung",
            restricted=True,
            search="chim-bao-mat noi dung",
        )
        secret_task = make.task(a, today, of=secret_directive, now=now, issued_on=today)

    return World
