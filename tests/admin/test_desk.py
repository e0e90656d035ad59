"""The admin's own screens without a browser: hand-over, Excel, bulk verbs, saved filters, forms."""

import pytest

from tests import factories as make
from tests.admin.places import rows_to_show
from tracker.models import SavedFilter, Task
from tracker.rules.transitions import Verb
from tracker.services.excel import export_list
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db


def test_a_hand_over_without_a_reason_moves_nothing(client):
    chief, old, new = make.office_leader(), make.agency(), make.agency()
    task = make.task(old)
    client.force_login(chief)
    page = client.post(f"/admin/tracker/agency/{old.pk}/ban-giao/", {f"to-{task.pk}-1": new.pk, "reason": ""})
    assert "Chưa bàn giao nhiệm vụ nào" in page.content.decode()
    assert Task.objects.get().agency == old


def test_an_agency_cannot_open_the_organisation_page(client):
    at = make.agency()
    client.force_login(make.head(at))
    assert client.get(f"/admin/tracker/agency/{at.pk}/to-chuc/").status_code == 404


def test_an_officer_cannot_take_another_agencys_list(client):
    client.force_login(make.officer(make.agency()))
    assert client.get(f"/admin/excel/{make.agency().pk}/").status_code == 404


def test_a_forged_preview_token_writes_nothing(client):
    client.force_login(make.clerk())
    answer = client.post("/admin/excel/ghi/", {"token": "0" * 64}, follow=True)
    assert "đã hết hạn" in answer.content.decode()


def test_an_untouched_sheet_offers_nothing_to_write(client, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.EVIDENCE_DIR = tmp_path
    clerk = make.clerk()
    at = make.task().agency
    client.force_login(clerk)
    sheet = SimpleUploadedFile("a.xlsx", export_list(at.pk, make.actor(clerk), make.TODAY))
    page = client.post("/admin/excel/", {"file": sheet}).content.decode()
    assert "1 dòng đã đọc; 0 dòng có thay đổi" in page
    assert "Ghi 0" not in page


def test_bulk_verbs_answer_for_each_task(client):
    good = make.task(status="pending_confirmation", delivered_on=make.TODAY)
    bad = make.task()
    client.force_login(make.clerk())
    data = {"item": [f"{good.pk}:1", f"{bad.pk}:1"]}
    page = client.post("/admin/viec-hang-loat/confirm/", data).content.decode()
    assert "✔ Đã thực hiện" in page
    assert "Chờ tiếp nhận" in page
    assert [Task.objects.get(pk=t.pk).status for t in (good, bad)] == ["completed", "assigned"]


def test_a_hidden_task_slips_out_of_a_bulk_verb(client):
    other = make.task()
    client.force_login(make.officer(make.agency()))
    client.post("/admin/viec-hang-loat/accept/", {"item": [f"{other.pk}:1"]})
    assert Task.objects.get().status == "assigned"


def test_a_filter_is_saved_without_its_page_number(client):
    user = make.clerk()
    client.force_login(user)
    client.post("/admin/bo-loc/luu/", {"name": "Quá hạn của sở", "query": "nhom=qua-han&p=3"})
    assert SavedFilter.objects.get(user=user).query == "nhom=qua-han"
    assert "☆ Quá hạn của sở" in client.get("/admin/tracker/task/").content.decode()


def test_nobody_drops_a_foreign_filter(client):
    client.force_login(make.clerk())
    client.post("/admin/bo-loc/luu/", {"name": "x", "query": "nhom=qua-han"})
    row = SavedFilter.objects.get()
    client.force_login(make.office_leader())
    assert client.post(f"/admin/bo-loc/{row.pk}/xoa/").status_code == 404


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verbs_form_opens_for_whoever_may(client, verb):
    at = make.agency()
    task = rows_to_show(at)
    task.explanation_due = make.TODAY
    task.save()
    person = make.office_leader()
    person.memberships.create(role="head", agency=make.agency())
    for user in (person, make.head(at), make.clerk()):
        client.force_login(user)
        answer = client.get(f"/admin/tracker/task/{task.pk}/viec/{verb.value}/")
        assert answer.status_code in (200, 302)
        if answer.status_code == 200:
            assert 'name="version"' in answer.content.decode()


def test_a_blank_form_names_what_is_missing_and_keeps_the_rest(client):
    at = make.agency()
    task = rows_to_show(at)
    client.force_login(make.office_leader())
    door = f"/admin/tracker/task/{task.pk}/viec/suspend/"
    page = client.post(door, {"version": 1, "reason": "Chờ luật", "review_date": ""})
    assert page.status_code == 422
    assert "Chờ luật" in page.content.decode()
    assert Task.objects.get(pk=task.pk).status == "in_progress"


def test_a_date_is_read_day_first(client):
    task = rows_to_show(make.agency())
    client.force_login(make.office_leader())
    data = {"version": 1, "reason": "Chờ luật", "review_date": "05/12/2090"}
    client.post(f"/admin/tracker/task/{task.pk}/viec/suspend/", data)
    assert Task.objects.get(pk=task.pk).review_date.isoformat() == "2090-12-05"


def test_an_agency_is_found_by_another_name_without_accents(client):
    at = make.agency(name="Sở Kế hoạch và Đầu tư")
    at.aliases.create(alias="Sở KHĐT", folded="so khdt")
    client.force_login(make.clerk())
    assert "Sở Kế hoạch" in client.get("/admin/tracker/agency/?q=khdt").content.decode()
    assert "Sở Kế hoạch" not in client.get("/admin/tracker/agency/?q=xay+dung").content.decode()


def test_a_search_with_accents_puts_the_exact_words_first(client):
    folded = "tham muu quy hoach"
    plain = make.directive(content="tham muu quy hoach", search=folded)
    exact = make.directive(content="tham mưu quy hoạch", search=folded)
    client.force_login(make.clerk())
    page = client.get("/admin/tracker/directive/?q=quy+hoạch").content.decode()
    assert page.index(f"/directive/{exact.pk}/") < page.index(f"/directive/{plain.pk}/")


def test_a_report_begins_with_what_the_last_one_said(client):
    at = make.agency()
    task = make.task(at, status="in_progress", accepted_at=make.NOW)
    officer = make.officer(at)
    last = {"done": "Đã họp lần một", "next_steps": "Lấy ý kiến", "percent": 40}
    perform(task.pk, Verb.REPORT, make.actor(officer), now=make.NOW, report=last)
    client.force_login(officer)
    form = client.get(f"/admin/tracker/task/{task.pk}/viec/report/").content.decode()
    assert all(text in form for text in ("Đã họp lần một", "Lấy ý kiến", 'value="40"'))


def agency_form(at, **more):
    parts = {"aliases": 0, "successions": 0} | more.pop("rows", {})
    data = {"code": at.code, "name": at.name, "display_name": at.display_name, "kind": at.kind}
    for prefix, number in parts.items():
        data |= {f"{prefix}-TOTAL_FORMS": number, f"{prefix}-INITIAL_FORMS": 0}
    return data | more


def test_one_name_typed_twice_for_an_agency_is_refused_in_words(client):
    at = make.agency(code="so-a")
    client.force_login(make.clerk())
    names = {"aliases-0-alias": "Sở Tài chính", "aliases-1-alias": "SỞ TÀI CHÍNH"}
    page = client.post(
        f"/admin/tracker/agency/{at.pk}/change/", agency_form(at, rows={"aliases": 2}, **names)
    )
    assert "Tên gọi này đã có" in page.content.decode()
    assert not at.aliases.exists()


def test_two_names_of_an_agency_are_kept(client):
    at = make.agency(code="so-a")
    client.force_login(make.clerk())
    names = {"aliases-0-alias": "Sở Tài chính", "aliases-1-alias": "STC"}
    client.post(f"/admin/tracker/agency/{at.pk}/change/", agency_form(at, rows={"aliases": 2}, **names))
    assert set(at.aliases.values_list("folded", flat=True)) == {"so tai chinh", "stc"}


def test_an_agency_does_not_succeed_itself(client):
    at = make.agency(code="so-a")
    client.force_login(make.clerk())
    form = agency_form(at, rows={"successions": 1}, **{"successions-0-successor": at.pk})
    page = client.post(f"/admin/tracker/agency/{at.pk}/change/", form)
    assert "phải khác cơ quan trước" in page.content.decode()


def test_a_number_no_task_can_have_is_left_out_of_a_bulk_verb(client):
    client.force_login(make.clerk())
    assert client.post("/admin/viec-hang-loat/confirm/", {"item": "9" * 30 + ":1"}).status_code == 200


def test_a_preview_whose_file_is_lost_writes_nothing(client):
    from django.core import signing

    from tracker.admin.excel_views import SALT

    client.force_login(make.clerk())
    token = signing.dumps("0" * 64, salt=SALT)
    answer = client.post("/admin/excel/ghi/", {"token": token}, follow=True)
    assert "Chưa ghi dòng nào" in answer.content.decode()


def test_finished_work_waits_for_no_explanation(client):
    from tracker.reports.work_classes import CLASSES

    still = make.task(explanation_due=make.TODAY)
    make.task(explanation_due=make.TODAY, status="completed", delivered_on=make.TODAY, closed_on=make.TODAY)
    assert list(Task.objects.filter(CLASSES["giai-trinh"][1](make.TODAY))) == [still]
