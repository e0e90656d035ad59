"""Log lines: JSON, one id per request, nothing personal, nothing forged."""

import json
import logging
import logging.config

import pytest
from django.test import Client

from config import logs
from tests.factories import clerk


@pytest.fixture
def line(capsys):
    """Logs one message through the production formatter and returns the parsed line."""
    formatter = logging.config.DictConfigurator(logs.settings(True, "INFO")).configure_formatter(
        logs.settings(True, "INFO")["formatters"]["line"]
    )

    def write(message, **extra):
        record = logging.LogRecord("dondoc.test", logging.INFO, __file__, 1, message, (), None)
        record.__dict__.update(extra)
        text = formatter.format(record)
        assert "\n" not in text  # one record, one line, whatever it holds
        return json.loads(text)

    return write


def test_a_line_is_one_json_object_with_level_and_time(line):
    got = line("đã gửi")
    assert (got["event"], got["level"], got["logger"]) == ("đã gửi", "info", "dondoc.test")
    assert got["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "text",
    [
        "gửi tới nguyen.van.a@tinh.example lỗi",
        "số 0912 345 678 không nhận",
        "từ 203.0.113.77 quá nhiều lần",
        "Authorization: Bearer-abcdef",
        "mã dondoc_abcdefghijklmnop hết hạn",
        "sessionid=abcdefgh1234",
    ],
)
def test_personal_data_and_secrets_are_masked(line, text):
    said = line(text)["event"]
    for piece in ("nguyen.van.a", "345 678", "203.0.113", "abcdef"):
        assert piece not in said


@pytest.mark.parametrize("text", ["ngày 21/11/2026 lúc 22:13", "số 12-TB/TU", "3.000 nhiệm vụ, 12 giây"])
def test_ordinary_numbers_stay(line, text):
    assert line(text)["event"] == text


def test_a_line_break_cannot_forge_a_second_line(line):
    assert line("thử\nlevel=error giả")["level"] == "info"


def test_terminal_codes_are_removed(line):
    assert "\x1b" not in line("thử \x1b[2J xóa màn hình")["event"]


def test_unknown_extras_are_dropped(line):
    assert "text" not in line("x", text="Nội dung chỉ đạo")


@pytest.mark.django_db
def test_every_answer_carries_its_request_id(client):
    assert len(client.get("/readyz").headers["X-Request-ID"]) == 16


@pytest.mark.django_db
def test_the_proxys_id_is_kept_only_behind_a_proxy(client, settings):
    headers = {"X-Request-ID": "proxy-0123456789"}
    assert client.get("/readyz", headers=headers).headers["X-Request-ID"] != "proxy-0123456789"
    settings.BEHIND_PROXY = True
    assert client.get("/readyz", headers=headers).headers["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.django_db
def test_a_malformed_id_is_replaced(client, settings):
    settings.BEHIND_PROXY = True
    answer = client.get("/readyz", headers={"X-Request-ID": "a b\tc;drop"})
    assert answer.headers["X-Request-ID"].isalnum()


@pytest.mark.django_db
def test_the_request_line_names_the_view_not_the_address(caplog):
    client, user = Client(), clerk(username="kiemnv")
    client.force_login(user)
    with caplog.at_level(logging.INFO, logger="dondoc.request"):
        client.get("/nhiem-vu/?q=nguyen+van+kiem")
    record = next(r for r in caplog.records if r.name == "dondoc.request")
    assert (record.view, record.user_id) == ("dashboards:tasks", user.pk)
    assert "nguyen" not in str(record.__dict__) and "kiemnv" not in str(record.__dict__)
