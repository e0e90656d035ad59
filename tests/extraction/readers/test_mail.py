"""Mails: subject and body are text, attachments are looked through and need a declaration."""

from email.message import EmailMessage

import pytest

from tests.extraction.readers import files
from tracker.extraction.readers import ReadError, read_bytes

BODY = "Kính gửi các đồng chí,\nĐề nghị báo cáo trước ngày 30/11/2026."


def mail(body=BODY, html=None, attachment=None, subject="Thông báo kết luận giao ban"):
    message = EmailMessage()
    message["From"] = "vanphong@example.vn"
    message["Subject"] = subject
    if body is not None:
        message.set_content(body)
    if html is not None:
        if body is None:
            message.set_content(html, subtype="html")
        else:
            message.add_alternative(html, subtype="html")
    if attachment is not None:
        message.add_attachment(
            attachment[1], maintype="application", subtype="octet-stream", filename=attachment[0]
        )
    return message.as_bytes()


def test_subject_and_body_are_the_text():
    result = read_bytes("a.eml", mail())
    assert result.text == "Thông báo kết luận giao ban\n\n" + BODY
    assert not result.needs_declaration


def test_an_html_body_is_read_when_there_is_no_other():
    result = read_bytes("a.eml", mail(None, "<p>Đề nghị báo cáo.</p><p>Trân trọng.</p>"))
    assert result.text.endswith("Đề nghị báo cáo.\nTrân trọng.")


def test_the_other_form_of_the_body_is_handed_over():
    assert "Khác hẳn" in read_bytes("a.eml", mail(html="<p>Khác hẳn</p>")).hidden_text


def test_attachments_are_looked_through_and_declared():
    result = read_bytes("a.eml", mail(attachment=("kl.docx", files.docx(files.p("Nội dung kèm")))))
    assert result.needs_declaration
    assert "1 tệp đính kèm" in result.warnings[0]
    assert "Nội dung kèm" in result.hidden_text
    assert "Nội dung kèm" not in result.text


def test_a_hostile_attachment_does_not_stop_the_mail():
    assert read_bytes("a.eml", mail(attachment=("x.docx", files.docx()[:200]))).text.endswith("30/11/2026.")


def test_a_mail_without_body_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.eml", mail(body=""))
    assert caught.value.code == "no_body"


def test_an_old_coding_of_the_body_is_decoded():
    raw = b"From: a@b.vn\r\nSubject: x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    result = read_bytes("a.eml", raw + "Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("cp1252"))
    assert result.text.endswith("Cộng hoà xã hội chủ nghĩa Việt Nam")


def test_an_outlook_file_is_read():
    result = read_bytes("a.msg", files.msg("Thông báo", BODY))
    assert (result.kind, result.text) == ("msg", "Thông báo\n\n" + BODY)


def test_attachments_of_an_outlook_file_are_looked_through():
    result = read_bytes(
        "a.msg", files.msg("Thông báo", BODY, {"kl.docx": files.docx(files.p("Nội dung kèm"))})
    )
    assert result.needs_declaration
    assert {"Nội dung kèm", "kl.docx"} <= set(result.hidden_text)


def test_an_outlook_file_without_body_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.msg", files.msg("Thông báo", ""))
    assert caught.value.code == "no_body"
