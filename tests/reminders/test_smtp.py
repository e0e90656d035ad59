"""The line to the mail server is kept from one message to the next, and what ends it loses and doubles nothing."""

import pytest

from tests.reminders.conftest import at
from tracker.reminders import smtp
from tracker.reminders.channels import Parcel
from tracker.reminders.messages import Words
from tracker.reminders.smtp import SmtpChannel

WORDS = Words("Đôn đốc", "Một việc\n.dòng bắt đầu bằng chấm\n", "<p>Một việc</p>", 1)


@pytest.fixture
def channel(smtp_sink):
    channel = SmtpChannel("127.0.0.1", smtp_sink.port, timeout=1)
    yield channel
    channel.close()


def send(channel, number, address="ai@example.org"):
    parcel = Parcel(WORDS, address, f"<m{number}@example.org>", at("2026-03-02 07:30"), lambda _: None)
    return channel.send(parcel).kind


def test_several_messages_travel_on_one_line(channel, smtp_sink):
    assert [send(channel, n) for n in range(5)] == ["accepted"] * 5
    assert (len(smtp_sink.accepted), smtp_sink.lines) == (5, 1)


def test_a_line_that_the_server_ended_meanwhile_is_replaced_without_a_failure(channel, smtp_sink):
    smtp_sink.mode = "one_each"
    assert [send(channel, n) for n in range(3)] == ["accepted"] * 3
    assert list(smtp_sink.copies().values()) == [1, 1, 1]
    assert smtp_sink.lines == 3


def test_a_line_carries_a_bounded_number_of_messages(channel, smtp_sink, monkeypatch):
    monkeypatch.setattr(smtp, "MOST_ON_ONE_LINE", 2)
    assert [send(channel, n) for n in range(5)] == ["accepted"] * 5
    assert smtp_sink.lines == 3


def test_a_refused_recipient_does_not_touch_the_next_message(channel, smtp_sink):
    smtp_sink.refuse("sai@example.org", 550)
    assert send(channel, 1, "sai@example.org") == "permanent"
    assert send(channel, 2) == "accepted"
    assert smtp_sink.recipients() == ["ai@example.org"]


def test_a_cut_after_the_final_dot_is_never_tried_again_on_a_new_line(channel, smtp_sink):
    assert send(channel, 1) == "accepted"
    smtp_sink.mode = "cut_after_dot"
    assert send(channel, 2) == "uncertain"
    assert smtp_sink.copies() == {"<m1@example.org>": 1, "<m2@example.org>": 1}


def test_the_channel_can_be_used_again_after_it_was_closed(channel, smtp_sink):
    send(channel, 1)
    channel.close()
    assert send(channel, 2) == "accepted"
    assert smtp_sink.lines == 2
