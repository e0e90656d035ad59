"""The draft letters: layout, blank number, listed tasks, and the request to explain."""

import datetime as dt
import io

import docx
import pytest

from tests import factories as make
from tests.reminders.conftest import at
from tracker.models import UrgeLetter
from tracker.reminders import letters
from tracker.services.errors import NotPermitted

D = dt.date


def drafted(agency, level=1, number=2, **more):
    letter = UrgeLetter.objects.create(
        agency=agency, level=level, drafted_on=D(2026, 3, 11),
        explain_by=D(2026, 3, 18) if level == 2 else None,
    )  # fmt: skip
    for _ in range(number):
        letter.tasks.add(make.task(agency, D(2026, 3, 4), status="in_progress", **more))
    return letter


def text_of(data):
    page = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in page.paragraphs] + cells)


def test_the_first_letter_lists_the_tasks_in_the_party_layout(agency_team):
    letter = drafted(agency_team[0])
    text = text_of(letters.page(letter, D(2026, 3, 11)))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text and "Kính gửi: Cơ quan so-thu" in text
    assert "lần 1" in text and "còn 2 nhiệm vụ" in text
    assert "04/03/2026" in text and "giải trình" not in text
    assert "Số\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-CV" in text


def test_the_state_layout_carries_the_national_title(agency_team):
    text = text_of(letters.page(drafted(agency_team[0]), D(2026, 3, 11), style="state"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text and "ĐẢNG CỘNG SẢN" not in text


def test_the_second_letter_asks_for_an_explanation_until_a_day(agency_team):
    first = drafted(agency_team[0])
    second = drafted(agency_team[0], level=2, number=0)
    second.tasks.set(first.tasks.all())
    text = text_of(letters.page(second, D(2026, 3, 18)))
    assert "giải trình" in text and "trước ngày 18/03/2026" in text
    assert "đôn đốc lần 1 ngày 11/03/2026" in text


def test_finished_tasks_fall_out_and_restricted_ones_show_no_text(agency_team):
    agency = agency_team[0]
    letter = drafted(agency)
    done = letter.tasks.first()
    type(done).objects.filter(pk=done.pk).update(status="recalled", closed_on=D(2026, 3, 10))
    secret = make.directive(text="Nội dung riêng", restricted=True)
    letter.tasks.add(make.task(agency, D(2026, 3, 4), of=secret, status="in_progress"))
    text = text_of(letters.page(letter, D(2026, 3, 11)))
    assert "còn 2 nhiệm vụ" in text and "Nội dung riêng" not in text and "(nội dung hạn chế)" in text


def test_the_leadership_asks_the_agency_to_explain_by_the_verb(agency_team):
    letter, boss = drafted(agency_team[0], level=2), make.office_leader()
    now = at("2026-03-18 09:00")
    assert letters.ask_explanations(letter.pk, make.actor(boss), "Quá hạn 10 ngày", now) == 2
    assert {task.explanation_due for task in letter.tasks.all()} == {D(2026, 3, 25)}
    assert letters.ask_explanations(letter.pk, make.actor(boss), "Quá hạn 10 ngày", now) == 0


def test_what_went_to_another_agency_leaves_the_letter_and_is_not_asked_about(agency_team):
    letter, boss = drafted(agency_team[0], level=2), make.office_leader()
    gone, kept = letter.tasks.order_by("id")
    type(gone).objects.filter(pk=gone.pk).update(agency=make.agency())
    assert "còn 1 nhiệm vụ" in text_of(letters.page(letter, D(2026, 3, 18)))
    assert letters.ask_explanations(letter.pk, make.actor(boss), "Quá hạn", at("2026-03-18 09:00")) == 1
    kept.refresh_from_db()
    assert kept.explanation_due is not None


def test_work_the_actor_may_not_see_does_not_stop_the_others_from_being_asked_about(agency_team):
    letter, boss = drafted(agency_team[0], level=2), make.office_leader()
    secret = make.directive(restricted=True)
    letter.tasks.add(make.task(agency_team[0], D(2026, 3, 4), of=secret, status="in_progress"))
    assert letters.ask_explanations(letter.pk, make.actor(boss), "Quá hạn", at("2026-03-18 09:00")) == 2


def test_a_clerk_may_not_ask_for_explanations(agency_team):
    letter, clerk = drafted(agency_team[0], level=2), make.clerk()
    with pytest.raises(NotPermitted):
        letters.ask_explanations(letter.pk, make.actor(clerk), "x", at("2026-03-18 09:00"))


def test_signing_notes_number_and_day_in_the_history(agency_team):
    letter, boss = drafted(agency_team[0]), make.office_leader()
    letters.sign(letter.pk, "12-CV/VPTU", D(2026, 3, 12), make.actor(boss), at("2026-03-12 09:00"))
    letter.refresh_from_db()
    assert (letter.number, letter.signed_on) == ("12-CV/VPTU", D(2026, 3, 12))
