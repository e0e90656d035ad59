"""A token ends with the trust in its owner's account."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.api.conftest import client_of
from tracker.models import ApiToken, TaskEvent
from tracker.services import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(world):
    return client_of(world.clerk)


@pytest.fixture
def admin(world):
    return make.actor(world.sysadmin)


def status(client):
    return client.get("/api/v1/tasks/").status_code


def close(world, admin):
    world.clerk.is_active = False
    accounts.edit_account(world.clerk, admin, now=timezone.now())


def test_a_reset_password_ends_the_tokens_and_the_history_counts_them(world, machine, admin):
    accounts.reset_password(world.clerk.pk, admin, now=timezone.now())
    assert status(machine) == 401
    assert TaskEvent.objects.get(verb="reset_password").after == {"tokens": 1}


def test_signing_out_everywhere_ends_the_tokens_of_that_account_only(world, machine):
    other = client_of(world.boss)
    accounts.sign_out_everywhere(world.clerk.pk, make.actor(world.clerk), now=timezone.now())
    assert (status(machine), status(other)) == (401, 200)


def test_a_closed_account_has_no_token_and_gets_none_back_when_opened_again(world, machine, admin):
    close(world, admin)
    assert status(machine) == 401
    world.clerk.is_active = True
    accounts.edit_account(world.clerk, admin, now=timezone.now())
    assert status(machine) == 401


def test_an_account_closed_by_another_way_has_no_use_of_its_token(world, machine):
    type(world.clerk).objects.filter(pk=world.clerk.pk).update(is_active=False)
    assert status(machine) == 401


def test_a_password_chosen_by_its_owner_leaves_the_machines_working(world, machine):
    accounts.password_changed(world.clerk.pk, make.actor(world.clerk), now=timezone.now())
    assert status(machine) == 200


def test_the_day_of_the_first_revocation_stays(world, machine, admin):
    accounts.reset_password(world.clerk.pk, admin, now=timezone.now())
    first = ApiToken.objects.get(user=world.clerk).revoked_at
    accounts.sign_out_everywhere(world.clerk.pk, admin, now=timezone.now())
    assert ApiToken.objects.get(user=world.clerk).revoked_at == first
