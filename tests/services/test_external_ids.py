"""One id of one other system names one directive, from every door and in old data too."""

import importlib

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests import factories as make
from tracker.models import Directive, Document, Meeting, TaskEvent
from tracker.services import bulk_import, manual
from tracker.services.errors import WrongState
from tracker.services.manual import NewDirective, create_directive

ONCE = next(c for c in Directive._meta.constraints if c.name == "directive_once_per_external_id")


@pytest.fixture
def office(db):
    make.agency("so-a", name="Sở A")
    return make.actor(make.clerk())


def enter(office, external_id, system=""):
    lead = [manual.agency_by_code("so-a", "lead")]
    given = NewDirective(text="Báo cáo", lead=lead, external_id=external_id, external_system=system)
    return create_directive(given, office, now=timezone.now())


def bring(office, *rows, dry_run=False):
    full = [{"text": "Báo cáo", "lead": "so-a", **row} for row in rows]
    return bulk_import.import_directives(full, office, now=timezone.now(), dry_run=dry_run)


def faults(report):
    return [(e.row, e.field, e.code) for e in report.errors]


def test_two_systems_may_use_the_same_id(office):
    assert enter(office, "7", "QLVB").pk != enter(office, "7", "IOC").pk


def test_the_same_id_of_one_system_is_refused_by_its_field(office):
    enter(office, "7", "QLVB")
    with pytest.raises(WrongState) as refused:
        enter(office, "7", "QLVB")
    assert (refused.value.code, refused.value.field) == ("already_entered", "external_id")


def test_directives_without_an_id_are_never_each_others_double(office):
    assert enter(office, "").pk != enter(office, "").pk


def test_whoever_enters_a_moment_later_gets_the_same_sentence(office, monkeypatch):
    """The look before the write is blind to a transaction that is not committed yet."""
    enter(office, "7")
    monkeypatch.setattr(manual, "_check", lambda given: None)
    with pytest.raises(WrongState, match="đã có trong hệ thống"):
        enter(office, "7")


def test_an_id_twice_in_one_table_is_a_fault_of_the_second_row(office):
    report = bring(office, {"external_id": "7"}, {"external_id": "7"})
    assert faults(report) == [(2, "external_id", "duplicate")] and not Directive.objects.exists()


def test_an_id_of_two_systems_in_one_table_is_two_directives(office):
    rows = [{"external_id": "7", "external_system": name} for name in ("QLVB", "IOC")]
    assert (bring(office, *rows).new, bring(office, *rows).known) == (2, 2)


def test_papers_and_meetings_of_a_table_leave_their_events(office):
    row = {"meeting": "Giao ban", "meeting_date": "02/11/2026", "document_number": "12-TB/TU"}
    bring(office, row, row)
    assert (Meeting.objects.count(), Document.objects.count()) == (1, 1)
    told = set(TaskEvent.objects.filter(directive=None).values_list("verb", "actor__memberships__role"))
    assert told == {("enter_meeting", "clerk"), ("register_manual", "clerk")}


@pytest.mark.parametrize("column", ["text", "product", "document_title", "document_number", "meeting"])
def test_a_marked_cell_is_refused_before_anything_is_written(office, column, django_assert_num_queries):
    with django_assert_num_queries(0):
        report = bring(office, {}, {column: "TUYỆT MẬT"}, dry_run=True)
    assert faults(report) == [(2, column, "classified")]


def test_a_cell_that_only_speaks_of_secrecy_is_taken(office):
    assert faults(bring(office, {"text": "Rà soát công tác bảo vệ bí mật nhà nước"})) == []


def test_a_parted_id_is_listed_and_given_its_system_by_the_office(office, capsys):
    row = make.directive(external_id="7", external_system="trùng #2", content="Rà soát")
    call_command("external_ids")
    assert f"7\tchỉ đạo {row.pk}\t" in capsys.readouterr().out
    call_command("external_ids", set=[str(row.pk), "IOC"], by=office.user.username)
    row.refresh_from_db()
    assert row.external_system == "IOC" and TaskEvent.objects.filter(verb="name_source").exists()


def test_a_system_that_has_the_id_already_keeps_it(office):
    enter(office, "7", "IOC")
    row = make.directive(external_id="7", external_system="trùng #2")
    with pytest.raises(CommandError, match="đã có trong hệ thống"):
        call_command("external_ids", set=[str(row.pk), "IOC"], by=office.user.username)


@pytest.mark.django_db(transaction=True)
def test_old_doubles_are_set_apart_and_named_before_the_rule_holds(capsys):
    migration = importlib.import_module("tracker.migrations.0015_part_repeated_ids")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Directive, ONCE)
    rows = [make.directive(external_id=number) for number in ("7", "7", "8", "", "")]
    migration.part(apps, None)
    with connection.schema_editor() as editor:
        editor.add_constraint(Directive, ONCE)
    systems = list(Directive.objects.order_by("pk").values_list("external_system", flat=True))
    assert systems == ["", f"trùng #{rows[1].pk}", "", "", ""]
    assert f"7 (chỉ đạo {rows[1].pk}, giữ mã ở {rows[0].pk})" in capsys.readouterr().out
