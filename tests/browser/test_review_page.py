"""The review page in a real browser: keyboard, words lit, two people at once, no script, uploads, reading."""

import datetime as dt
from pathlib import Path

import pytest

from tests import factories as make
from tracker.extraction.textkit import fold
from tracker.models import Agency, Collective, Directive, Document, Task
from tracker.services import intake, reading, review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
ENTRY = ("/nhap-van-ban/", "/nhap-van-ban/bang-tay/", "/nhap-van-ban/ngoai-he-thong/")
GROUP = "các cơ quan tham mưu, giúp việc Tỉnh ủy"
TEXT = (
    "Giao Sở Tài chính báo cáo kết quả giải ngân vốn đầu tư công trước ngày 30/11/2026.\n"
    "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch đầu tư trước ngày 15/12/2026.\n"
    "Yêu cầu các cơ quan tham mưu, giúp việc Tỉnh ủy báo cáo kết quả trước ngày 21/12/2026.\n"
    "Đây là câu không có chỉ đạo nào của hội nghị."
)


@pytest.fixture
def clerk():
    """A clerk of an office whose register holds two departments and one group of two bodies."""
    for code, name in (("so-tai-chinh", "Sở Tài chính"), ("so-xay-dung", "Sở Xây dựng")):
        make.agency(code, name=name).aliases.create(alias=name, folded=fold(name))
    group = Collective.objects.create(code="tham-muu", name=GROUP)
    group.aliases.create(alias=GROUP, folded=fold(GROUP))
    for code in ("ban-to-chuc", "van-phong"):
        group.members.create(agency=make.agency(code))
    return make.clerk()


@pytest.fixture
def document(clerk):
    given = intake.Intake(text=TEXT, reference_date=dt.date(2026, 11, 20), title="Thông báo kết luận")
    row = intake.receive(given, make.actor(clerk), now=make.NOW)
    reading.read_document(row.pk, now=make.NOW)
    return row


@pytest.fixture
def page(visit, clerk, document):
    page = visit(clerk)
    page.goto(f"{page.base}/duyet/{document.pk}/")
    page.wait_for_selector(".the.hien")
    return page


@pytest.fixture
def plain(chromium, live_server, clerk, client, settings):
    """A signed-in page of a browser that runs no script."""
    client.force_login(clerk)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page = context.new_page()
    page.base = live_server.url
    yield page
    context.close()


def rows(document):
    return list(document.directives.filter(span_start__isnull=False).order_by("span_start"))


def select(page, words):
    """Select `words` inside the text, as a mouse would."""
    page.evaluate(
        """words => {
          const box = document.getElementById('van-ban');
          const place = (at) => {
            const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            let node = walk.nextNode();
            while (at > node.data.length) { at -= node.data.length; node = walk.nextNode(); }
            return [node, at];
          };
          const at = box.textContent.indexOf(words);
          getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
        }""",
        words,
    )


def test_a_document_is_confirmed_and_issued_with_the_keyboard_alone(page, document):
    first, second, third = rows(document)
    for row in (first, second):
        page.keyboard.press("d")
        page.wait_for_selector(f"#cd-{row.pk}.the-confirmed")
    page.keyboard.press("m")
    page.wait_for_selector("text=Đã nhận 1 nhóm cơ quan")
    page.keyboard.press("d")
    page.wait_for_selector("text=Đã xử lý hết")
    for row in (third, second, first):
        page.wait_for_selector(f"#cd-{row.pk}.hien")
        page.keyboard.press("i")
        page.wait_for_selector(f"#cd-{row.pk}.the-issued")
        page.keyboard.press("k")
    assert Task.objects.filter(role="lead").count() == 2 + rows(document)[2].assignees.get().members.count()


def test_j_and_k_move_the_focus_and_show_the_words(page, document):
    second = rows(document)[1]
    page.keyboard.press("j")
    page.wait_for_selector(f"#cd-{second.pk}.hien")
    assert page.evaluate("document.activeElement.id") == f"cd-{second.pk}"
    assert page.locator(f"#van-ban .chon-nay[data-d='{second.pk}']").count() > 0
    page.keyboard.press("k")
    page.wait_for_selector(f"#cd-{rows(document)[0].pk}.hien")


def test_a_value_lights_the_words_that_justify_it_on_focus_and_on_hover(page, document):
    first = rows(document)[0]
    page.focus(f"#cd-{first.pk} [data-chi='h{first.pk}']")
    assert "30/11/2026" in page.locator("#van-ban .soi").all_inner_texts()[-1]
    page.hover(f"#cd-{first.pk} .co-quan .chi")
    assert page.locator("#van-ban .soi").all_inner_texts() == ["Sở Tài chính"]


def test_rejecting_is_undone_by_u(page, document):
    first = rows(document)[0]
    page.keyboard.press("x")
    page.wait_for_selector(f"#cd-{first.pk}.the-rejected")
    page.keyboard.press("k")
    page.keyboard.press("u")
    page.wait_for_selector(f"#cd-{first.pk}.the-proposed")
    first.refresh_from_db()
    assert first.state == "proposed"


def test_a_passage_is_split_at_the_cursor_and_joined_again(page, document):
    select(page, " báo cáo kết quả giải ngân")
    page.keyboard.press("t")
    page.wait_for_selector("text=Đã tách làm hai")
    assert page.locator(".the").count() == 4
    page.keyboard.press("g")
    page.wait_for_selector("text=Đã gộp")
    assert rows(document)[0].text.startswith("Giao Sở Tài chính báo cáo")
    assert page.locator(".the").count() == 3


def test_selected_words_become_a_directive(page, document):
    select(page, "câu không có chỉ đạo nào")
    page.keyboard.press("a")
    page.wait_for_selector("text=Đã thêm chỉ đạo")
    added = rows(document)[-1]
    assert added.text == "câu không có chỉ đạo nào"
    assert page.evaluate("document.activeElement.id") == f"cd-{added.pk}"


def test_e_opens_the_form_in_place_and_saves_it(page, document):
    page.keyboard.press("e")
    page.wait_for_selector(".sua textarea[name=content]")
    page.fill(".sua textarea[name=content]", "Báo cáo kết quả giải ngân từng tháng")
    page.fill(".sua [name=due_date]", "01/12/2026")
    page.click(".sua button[value=sua]")
    page.wait_for_selector("text=Đã lưu.")
    first = rows(document)[0]
    assert (first.content, first.due_date) == (
        "Báo cáo kết quả giải ngân từng tháng",
        dt.date(2026, 12, 1),
    )


def test_keys_are_letters_again_while_typing_and_when_turned_off(page, document):
    page.keyboard.press("e")
    page.wait_for_selector(".sua textarea[name=content]")
    page.type(".sua textarea[name=content]", "dx")
    page.keyboard.press("Escape")
    page.click(".phim summary")
    page.uncheck("#dung-phim")
    page.focus(f"#cd-{rows(document)[0].pk}")
    page.keyboard.press("d")
    assert page.locator(".the-proposed").count() == 3


def test_two_reviewers_never_overwrite_each_other_and_typed_words_stay(page, document, clerk):
    page.keyboard.press("e")
    page.wait_for_selector(".sua textarea[name=content]")
    page.fill(".sua textarea[name=content]", "Bản của tôi")
    other = make.actor(make.clerk(full_name="Người thứ hai"))
    review.edit(rows(document)[0].pk, other, {"content": "Bản của người khác"}, now=make.NOW)
    page.click(".sua button[value=sua]")
    page.wait_for_selector("text=vừa được cập nhật bởi Người thứ hai")
    assert page.input_value(".sua textarea[name=content]") == "Bản của tôi"
    assert "Bản của người khác" in page.locator(".the .noi-dung").first.inner_text()
    assert rows(document)[0].content == "Bản của người khác"


def test_words_typed_in_one_card_survive_a_decision_on_another(page, document):
    first, second, _ = rows(document)
    page.keyboard.press("e")
    page.wait_for_selector(".sua textarea[name=content]")
    page.fill(".sua textarea[name=content]", "Chưa lưu")
    page.click(f"#cd-{second.pk} button[value=duyet]")
    page.wait_for_selector(f"#cd-{second.pk}.the-confirmed")
    assert page.input_value(f"#cd-{first.pk} textarea[name=content]") == "Chưa lưu"


def test_an_unknown_agency_is_entered_where_its_name_stands(page, document):
    row = rows(document)[0]
    row.assignees.update(agency=None, mention="Ban Quản lý dự án Núi Cốc")
    page.reload()
    page.keyboard.press("e")
    page.click("summary:has-text('Thêm cơ quan mới')")
    page.select_option("[name=new_kind]", "management-board")
    page.click("button[value=co-quan-moi]")
    page.wait_for_selector("text=Đã thêm vào danh mục")
    agency = Agency.objects.get(code="ban-quan-ly-du-an-nui-coc")
    assert row.assignees.get().agency == agency


def test_everything_clear_is_confirmed_in_bulk_and_issued_at_once(page, document):
    page.click("button[value=nhan-nhom] >> nth=0")
    page.wait_for_selector("text=Đã nhận 1 nhóm")
    page.click("button[value=duyet-nhanh]")
    page.wait_for_selector("text=Đã duyệt 3 chỉ đạo")
    page.click("button[value=giao-het]")
    page.wait_for_selector(".the-issued >> nth=2")
    assert document.directives.filter(state="issued").count() == 3


def test_without_script_every_step_is_a_form(plain, document):
    first, second, third = rows(document)
    plain.goto(f"{plain.base}/duyet/{document.pk}/?sua={first.pk}")
    plain.fill(f"#cd-{first.pk} [name=due_date]", "31/11/2026")
    plain.fill(f"#cd-{first.pk} [name=content]", "Nội dung đã gõ")
    plain.click(f"#cd-{first.pk} button[value=sua]")
    assert "không phải ngày hợp lệ" in plain.inner_text("[role=alert]")
    assert plain.input_value(f"#cd-{first.pk} [name=content]") == "Nội dung đã gõ"
    plain.fill(f"#cd-{first.pk} [name=due_date]", "30/11/2026")
    plain.click(f"#cd-{first.pk} button[value=sua]")
    plain.click(f"#cd-{first.pk} button[value=duyet]")
    plain.click(f"#cd-{first.pk} button[value=giao]")
    plain.click(f"#cd-{second.pk} button[value=loai]")
    plain.click(f"#cd-{third.pk} button[value=nhan-nhom]")
    states = [row.state for row in rows(document)]
    assert states == ["issued", "rejected", "proposed"]
    assert Task.objects.get().directive.content == "Nội dung đã gõ"


@pytest.mark.parametrize("name", ["hoi-nghi-53.docx", "hoi-nghi-4-khoa-xx.pdf", "hoi-nghi-67.txt"])
def test_an_uploaded_file_is_read_into_proposals(visit, clerk, name):
    page = visit(clerk)
    page.goto(f"{page.base}/nhap-van-ban/")
    page.set_input_files("[name=file]", FIXTURES / "meetings" / name)
    page.click("button[type=submit]")
    page.wait_for_url("**/duyet/*/")
    page.wait_for_selector(".the")
    assert Document.objects.get().directives.count() >= 5


def test_the_page_follows_the_reading_and_fills_itself(visit, clerk, document):
    Document.objects.filter(pk=document.pk).update(reading="reading", reading_percent=10)
    page = visit(clerk)
    page.goto(f"{page.base}/duyet/{document.pk}/")
    page.wait_for_selector("progress")
    Document.objects.filter(pk=document.pk).update(reading="read", reading_percent=100)
    page.wait_for_selector("progress", state="detached", timeout=8000)
    assert page.locator(".the").count() == 3


def test_a_directive_without_a_paper_is_typed_and_issued(visit, clerk):
    page = visit(clerk)
    page.goto(f"{page.base}/nhap-van-ban/bang-tay/")
    page.fill("[name=title]", "Ý kiến chỉ đạo tại buổi làm việc")
    page.click("button[type=submit]")
    page.wait_for_url("**/duyet/*/?them=1*")
    page.fill("#nhap-tay [name=text]", "Báo cáo tình hình thu ngân sách quý IV.")
    page.fill("#nhap-tay [name=lead]", "so-tai-chinh")
    page.fill("#nhap-tay [name=due_date]", "25/12/2026")
    page.click("button[value=nhap-tay]")
    page.wait_for_selector(".the-confirmed")
    page.keyboard.press("i")
    page.wait_for_selector(".the-issued")
    assert Task.objects.get().due_date == dt.date(2026, 12, 25)


def test_a_paper_kept_elsewhere_has_a_line_and_its_directives_are_restricted(visit, clerk):
    page = visit(clerk)
    page.goto(f"{page.base}/nhap-van-ban/ngoai-he-thong/")
    page.fill("[name=number]", "12-TB/TU")
    page.click("button[type=submit]")
    page.wait_for_url("**/duyet/*/?them=1*")
    page.fill("#nhap-tay [name=text]", "Theo dõi theo hồ sơ số 12.")
    page.fill("#nhap-tay [name=lead]", "van-phong")
    page.click("button[value=nhap-tay]")
    page.wait_for_selector("text=ngoài đồng chí chưa ai được xem")
    assert Directive.objects.get().restricted


def test_the_facts_of_the_paper_are_corrected_with_its_version(visit, clerk, document):
    page = visit(clerk)
    page.goto(f"{page.base}/duyet/{document.pk}/thong-tin/")
    page.fill("[name=number]", "15-TB/TU")
    page.fill("[name=issued_on]", "20/11/2026")
    page.click("text=Lưu văn bản")
    page.wait_for_url(f"**/duyet/{document.pk}/")
    assert "Văn bản số 15-TB/TU" in page.inner_text(".luc")


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_no_page_sticks_out_breaks_the_content_policy_or_fails_axe(visit, clerk, document, width):
    page = visit(clerk, width=width)
    faults = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    review_page = f"/duyet/{document.pk}/"
    for address in (f"{review_page}?sua={rows(document)[0].pk}", f"{review_page}thong-tin/", *ENTRY):
        page.goto(page.base + address)
        page.wait_for_load_state("networkidle")
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults += [f"{address} {v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{address} is wider than {width}")
    assert faults == []
