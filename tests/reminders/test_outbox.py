"""The outbox under refusals, cuts and late senders: nothing lost, copies recognisable, the end visible."""

import datetime as dt
from email import message_from_bytes, policy

import pytest

from tests import factories as make
from tests.reminders.conftest import at, text_of
from tracker.models import OutboxMessage
from tracker.reminders import outbox
from tracker.reminders.digests import build
from tracker.reminders.dispatch import Sender
from tracker.reminders.journal import Journal
from tracker.reminders.messages import Words, as_email
from tracker.reminders.outbox import Verdict
from tracker.reminders.told import Book
from tracker.services.calendar import office_calendar

OVERDUE = dt.date(2026, 2, 27)
MORNING = at("2026-03-02 07:30")


def overdue(agency, **more):
    return make.task(
        agency, OVERDUE, now=at("2026-02-02 09:00"), status="in_progress", last_report_at=make.NOW, **more
    )


@pytest.fixture
def waiting(world, agency_team):
    """One planned, unsent mail."""
    overdue(agency_team[0])
    world.tick(MORNING, send=False)
    return OutboxMessage.objects.get()


@pytest.fixture
def by_smtp(settings, smtp_sink):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", smtp_sink.port, 1
    return smtp_sink


def test_every_message_to_the_same_slot_has_the_same_id(waiting):
    again = outbox.message_id(waiting.recipient_id, waiting.slot_at.astimezone(dt.UTC), "email")
    assert again == waiting.message_id
    assert again != outbox.message_id(waiting.recipient_id, waiting.slot_at, "webhook")


@pytest.mark.parametrize("mode", ["shut", "refuse_451", "cut_before_dot", "silent"])
def test_a_server_in_trouble_means_a_retry_and_then_exactly_one_mail(world, waiting, by_smtp, mode):
    by_smtp.mode = mode
    assert world.tick(MORNING).sent == 0
    waiting.refresh_from_db()
    assert waiting.state == "retry"
    by_smtp.mode = "ok"
    assert world.tick(at("2026-03-02 07:32")).sent == 1
    assert list(by_smtp.copies().values()) == [1]


def test_a_server_that_cannot_be_reached_means_a_retry(world, waiting, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert world.tick(MORNING).retried == 1


def test_a_refused_address_ends_as_a_dead_letter_the_office_can_revive(world, waiting, by_smtp):
    by_smtp.mode = "refuse_550"
    assert world.tick(MORNING).dead == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reply_code) == ("dead", 550)
    by_smtp.mode = "ok"
    assert outbox.revive([waiting.pk], at("2026-03-02 09:00")) == 1
    assert world.tick(at("2026-03-02 09:00")).sent == 1


def test_a_revived_message_is_not_taken_by_a_sender_that_read_it_before(waiting):
    held = outbox.claim(waiting.pk, waiting.fence, "a", MORNING)
    outbox.settle(held, Verdict("permanent", 550), MORNING, office_calendar())
    assert outbox.revive([waiting.pk], MORNING) == 1
    assert outbox.claim(waiting.pk, held.fence, "b", MORNING) is None
    waiting.refresh_from_db()
    assert outbox.claim(waiting.pk, waiting.fence, "b", MORNING) is not None


def test_the_words_that_were_sent_stay_on_record(world, waiting):
    world.tick(MORNING)
    waiting.refresh_from_db()
    (mail,) = world.mails()
    assert (waiting.subject, waiting.items, waiting.data_started_at) == (mail["Subject"], 1, MORNING)
    assert waiting.body.split() == text_of(mail).split()


def test_a_cut_after_the_final_dot_is_sent_again_under_the_same_id_and_counted(world, waiting, by_smtp):
    by_smtp.mode = "cut_after_dot"
    world.tick(MORNING)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.uncertain) == ("retry", 1)
    by_smtp.mode = "ok"
    world.tick(at("2026-03-02 07:32"))
    assert by_smtp.copies() == {waiting.message_id: 2}


def test_the_waits_grow_and_seventy_two_hours_end_them(waiting):
    calendar, now, waits = office_calendar(), MORNING, []
    while True:
        held = outbox.claim(waiting.pk, waiting.fence, "a", now)
        state = outbox.settle(held, Verdict("temporary", 451, "later"), now, calendar)
        waiting.refresh_from_db()
        if state == "dead":
            break
        waits.append((waiting.next_attempt_at - now).total_seconds() / 60)
        now = waiting.next_attempt_at
    assert waits[:6] == [1, 5, 15, 30, 30, 30]
    assert now - MORNING >= dt.timedelta(hours=72)
    assert waiting.settled_at == now


def test_days_off_do_not_count_towards_the_seventy_two_hours(db):
    friday = at("2026-03-06 19:00")
    assert outbox.give_up_at(friday, friday, office_calendar()) == friday + dt.timedelta(hours=72)
    monday = at("2026-03-09 06:00")
    assert outbox.give_up_at(friday, monday, office_calendar()) == friday + dt.timedelta(hours=120)


def test_a_sender_that_woke_up_too_late_cannot_settle(waiting):
    calendar = office_calendar()
    slow = outbox.claim(waiting.pk, waiting.fence, "slow", MORNING)
    later = MORNING + dt.timedelta(seconds=61)
    quick = outbox.claim(waiting.pk, slow.fence, "quick", later)
    assert outbox.settle(quick, Verdict("accepted", 250), later, calendar) == "accepted"
    assert outbox.settle(slow, Verdict("temporary", 451), later, calendar) == "lost"
    waiting.refresh_from_db()
    assert waiting.state == "accepted"


def test_a_renewed_lease_keeps_others_away(waiting):
    held = outbox.claim(waiting.pk, waiting.fence, "a", MORNING)
    assert outbox.renew(held, MORNING + dt.timedelta(seconds=45))
    assert outbox.claim(waiting.pk, held.fence, "b", MORNING + dt.timedelta(seconds=70)) is None
    assert outbox.claim(waiting.pk, held.fence, "b", MORNING + dt.timedelta(seconds=106)) is not None


def test_a_restored_backup_does_not_send_again(world, waiting):
    world.tick(MORNING)
    assert len(list(world.folder.glob("*.eml"))) == 1
    path = next(world.folder.glob("*.eml"))
    path.unlink()
    OutboxMessage.objects.update(state="pending", attempts=0, settled_at=None)
    assert world.tick(at("2026-03-02 08:00")).sent == 1
    assert not path.exists()
    assert OutboxMessage.objects.get().reply_text == "theo nhật ký gửi"


def test_the_journal_knows_a_whole_line_and_ignores_a_torn_one(tmp_path):
    journal = Journal(tmp_path)
    journal.record("<a@x>", "ai@example.org", MORNING, "250 ok")
    with (tmp_path / "2026-03.log").open("a") as out:
        out.write("2026-03-02T00:31:00\t<b@x>")
    assert journal.has("<a@x>")
    assert not journal.has("<b@x>")
    assert "ai@example.org" not in (tmp_path / "2026-03.log").read_text()


@pytest.mark.parametrize("moment", ["2026-03-02 20:00", "2026-03-03 05:59", "2026-03-07 10:00"])
def test_nothing_leaves_at_night_or_on_a_day_off(world, waiting, moment):
    assert world.tick(at(moment)).sent == 0
    assert not list(world.folder.glob("*.eml"))


def test_a_sender_told_to_stop_finishes_the_mail_in_hand_and_begins_no_other(world, agency_team):
    for _ in range(3):
        place = make.agency()
        make.officer(place)
        overdue(place)
    world.tick(MORNING, send=False)
    asked = []
    sender = Sender(lambda: MORNING, office_calendar())
    sender.phase = lambda name: asked.append(name) if name == "data" else None
    sender.stopped = lambda: bool(asked)
    assert sender.drain()["accepted"] == 1
    assert OutboxMessage.objects.filter(state="pending").count() == 2
    assert not OutboxMessage.objects.filter(state="sending").exists()


def test_an_impossible_address_is_a_dead_letter_and_does_not_stop_the_others(world, by_smtp):
    bad, good = make.agency(), make.agency()
    make.officer(bad, email="a\r\nRCPT TO:<b@example.org>")
    fine = make.officer(good)
    overdue(bad)
    overdue(good)
    report = world.tick(MORNING)
    assert (report.sent, report.dead) == (1, 1)
    assert by_smtp.recipients() == [fine.email]


def test_a_message_whose_tasks_were_closed_meanwhile_is_not_sent(world, agency_team):
    task = overdue(agency_team[0])
    world.tick(MORNING, send=False)
    type(task).objects.update(status="recalled", closed_on=MORNING.date())
    assert world.tick(at("2026-03-02 07:31")).cancelled == 1
    assert not list(world.folder.glob("*.eml"))


def test_a_person_who_left_the_post_gets_nothing(world, agency_team):
    agency, officer, _ = agency_team
    overdue(agency)
    world.tick(MORNING, send=False)
    officer.memberships.update(valid_to=dt.date(2026, 3, 1))
    assert world.tick(at("2026-03-02 07:31")).cancelled == 1


def test_a_closed_account_gets_nothing(world, agency_team):
    agency, officer, _ = agency_team
    overdue(agency)
    world.tick(MORNING, send=False)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert world.tick(at("2026-03-02 07:31")).cancelled == 1


def test_a_restricted_directive_never_travels_as_text(world, agency_team):
    agency, officer, _ = agency_team
    secret = make.directive(text="Nội dung rất riêng", restricted=True, number="2026-00777")
    secret.viewers.create(user=officer)
    overdue(agency, of=secret, restricted=True)
    world.tick(MORNING)
    (mail,) = world.mails(officer)
    assert "2026-00777" in text_of(mail)
    assert "rất riêng" not in mail.as_string() + text_of(mail)


def test_the_mail_carries_its_marks(world, waiting):
    world.tick(MORNING)
    (mail,) = world.mails()
    assert mail["Message-ID"] == waiting.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("html",)) is not None
    assert "Kính gửi đồng chí" in text_of(mail)


def test_a_repeated_send_into_the_folder_overwrites_its_file(world, waiting):
    world.tick(MORNING)
    OutboxMessage.objects.update(state="pending", settled_at=None)
    for path in (world.folder.parent / "sent-journal").iterdir():
        path.unlink()
    world.tick(at("2026-03-02 07:40"))
    assert len(list(world.folder.iterdir())) == 1


def test_a_mail_reads_back_as_it_was_written_and_is_the_same_each_time():
    words = Words(
        "[Đôn đốc] 42 việc cần đồng chí xem: 5 quá hạn, 3 sắp đến hạn – 02/03/2026",
        "Một dòng dài " * 30 + "\n\n.chấm đầu dòng\n",
        "<p>Đôn đốc</p>\n",
        1,
    )
    data = as_email(words, "ai@example.org", "<a1@example.org>", MORNING)
    mail = message_from_bytes(data, policy=policy.default)
    assert mail["Subject"] == words.subject
    assert mail.get_body(("plain",)).get_content().splitlines() == words.text.splitlines()
    assert mail.get_body(("html",)).get_content().splitlines() == words.html.splitlines()
    assert not mail.defects
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data == as_email(words, "ai@example.org", "<a1@example.org>", MORNING)


def test_a_message_takes_the_same_few_queries_whatever_its_length(
    world, agency_team, django_assert_max_num_queries
):
    for _ in range(5):
        overdue(agency_team[0])
    world.tick(MORNING, send=False)
    book, message = Book(), OutboxMessage.objects.select_related("recipient").get()
    with django_assert_max_num_queries(3):
        assert build(message, MORNING, book).count == 5
