"""Behaviours of the life cycle beyond the table: clocks, counts, deadlines, what closing leaves behind."""

import datetime as dt

import pytest

from tests import factories as make
from tracker.rules.transitions import Verb
from tracker.services import history
from tracker.services.errors import InvalidInput, WrongState
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
D = dt.timedelta


@pytest.fixture
def cast():
    """One agency with its people, the office, and a function that lets any of them act."""
    at = make.agency()
    people = {
        "officer": make.officer(at),
        "head": make.head(at),
        "clerk": make.clerk(),
        "chief": make.office_leader(),
        "leader": make.leader(),
    }

    def act(task, who, verb, /, days=0, **data):
        now = make.NOW + D(days=days)
        return perform(task.pk, verb, make.actor(people[who]), now=now, **data)

    act.at = at
    return act


@pytest.fixture
def task(cast):
    row = make.task(cast.at, make.TODAY + D(days=10))
    return cast(row, "officer", Verb.ACCEPT)


SUBMIT = {"report": {"done": "xong"}, "delivered_on": make.TODAY}
EXTEND = {
    "reason": "chờ hướng dẫn",
    "cause": "objective",
    "progress": "một nửa",
    "new_date": make.TODAY + D(days=40),
}


def test_an_extension_moves_the_deadline_and_never_the_first_one(cast, task):
    cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND)
    done = cast(task, "leader", Verb.GRANT_EXTENSION, new_date=make.TODAY + D(days=35))
    assert (done.due_date, done.due_original) == (make.TODAY + D(days=35), make.TODAY + D(days=10))
    assert (done.extension_count, done.cycle) == (1, 2)


def test_an_extension_asked_after_the_day_is_marked_late(cast, task):
    cast(task, "officer", Verb.REQUEST_EXTENSION, days=11, **EXTEND)
    assert task.extensions.get().late


def test_asking_twice_is_refused_until_the_first_is_decided(cast, task):
    cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND)
    with pytest.raises(WrongState, match="đang chờ quyết định"):
        cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND)
    cast(task, "leader", Verb.REFUSE_EXTENSION, reason="không đủ căn cứ")
    cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND)
    assert task.extensions.count() == 2


def test_a_new_date_must_lie_after_the_present_one(cast, task):
    with pytest.raises(InvalidInput, match="phải sau hạn hiện nay"):
        cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND | {"new_date": make.TODAY + D(days=9)})


def test_a_proposed_deadline_once_granted_is_the_first_deadline(cast):
    row = cast(make.task(cast.at), "officer", Verb.ACCEPT)
    day = make.TODAY + D(days=20)
    cast(row, "officer", Verb.PROPOSE_DEADLINE, new_date=day, reason="vừa sức")
    done = cast(row, "leader", Verb.GRANT_EXTENSION, new_date=day)
    assert (done.due_date, done.due_original, done.extension_count) == (day, day, 0)


def test_the_clock_stops_on_the_day_of_delivery_not_of_confirmation(cast, task):
    cast(task, "officer", Verb.SUBMIT, days=9, **SUBMIT | {"delivered_on": make.TODAY + D(days=9)})
    done = cast(task, "clerk", Verb.CONFIRM, days=14)
    assert (done.delivered_on, done.closed_on) == (make.TODAY + D(days=9), make.TODAY + D(days=14))


def test_the_office_has_its_own_clock_in_working_days(cast, task):
    done = cast(task, "officer", Verb.SUBMIT, **SUBMIT)
    assert done.confirm_by == make.TODAY + D(days=3)


@pytest.mark.parametrize("shift", [1, -1])
def test_a_result_cannot_be_dated_in_the_future_or_before_the_order(cast, task, shift):
    with pytest.raises(InvalidInput) as refused:
        cast(task, "officer", Verb.SUBMIT, **SUBMIT | {"delivered_on": make.TODAY + D(days=shift)})
    assert refused.value.field == "delivered_on"


def test_returned_work_is_counted_and_falls_back_to_its_last_percentage(cast, task):
    cast(task, "officer", Verb.REPORT, report={"done": "nửa", "percent": 50})
    cast(task, "officer", Verb.SUBMIT, **SUBMIT)
    back = cast(task, "clerk", Verb.RETURN, reason="thiếu số liệu")
    assert (back.return_count, back.delivered_on, back.percent, back.status) == (1, None, 50, "in_progress")


def test_a_promised_product_must_be_named(cast):
    of = make.directive(product_kind="bao-cao", product="Báo cáo")
    row = cast(make.task(cast.at, of=of), "officer", Verb.ACCEPT)
    with pytest.raises(InvalidInput, match="yêu cầu sản phẩm"):
        cast(row, "officer", Verb.SUBMIT, **SUBMIT)
    with pytest.raises(InvalidInput, match="ngày ban hành của văn bản số 12-BC/STC"):
        cast(row, "officer", Verb.SUBMIT, **SUBMIT, product_number="12-BC/STC")
    paper = {"product_number": "12-BC/STC", "product_date": make.TODAY}
    assert cast(row, "officer", Verb.SUBMIT, **SUBMIT, **paper).evidence == "product"


def test_a_paper_cannot_be_dated_ahead(cast, task):
    with pytest.raises(InvalidInput) as refused:
        cast(
            task, "officer", Verb.SUBMIT, **SUBMIT, product_number="1-BC", product_date=make.TODAY + D(days=1)
        )
    assert refused.value.field == "product_date"
    assert not task.reports.exists()


def test_a_supporter_answers_without_the_product(cast):
    of = make.directive(product_kind="bao-cao")
    row = cast(make.task(cast.at, of=of, role="support"), "officer", Verb.ACCEPT)
    assert cast(row, "officer", Verb.SUBMIT, **SUBMIT).evidence == "report"


def test_asking_to_be_relieved_has_a_window(cast):
    row = make.task(cast.at)
    with pytest.raises(InvalidInput, match="quá thời hạn"):
        cast(row, "head", Verb.REQUEST_REASSIGNMENT, days=4, reason="sai chức năng")
    done = cast(row, "head", Verb.REQUEST_REASSIGNMENT, days=3, reason="sai chức năng")
    assert (done.status, done.due_date) == ("objected", row.due_date)


@pytest.mark.parametrize(
    ("answer", "data"), [(Verb.KEEP, {}), (Verb.SUSPEND, {"review_date": make.TODAY + D(days=9)})]
)
def test_an_objection_starts_the_clock_of_the_office_and_its_answer_stops_it(cast, answer, data):
    row = cast(make.task(cast.at), "head", Verb.REQUEST_REASSIGNMENT, reason="sai chức năng")
    assert row.confirm_by == make.TODAY + D(days=3)
    assert cast(row, "chief", answer, reason="đã xem xét", **data).confirm_by is None


def test_a_reassigned_task_starts_anew_with_the_other_agency(cast, task):
    other = make.agency()
    cast(task, "officer", Verb.REPORT, report={"done": "nửa", "percent": 50})
    moved = cast(task, "chief", Verb.REASSIGN, agency=other.pk, reason="đúng chức năng")
    assert (moved.agency, moved.status, moved.percent, moved.accepted_at) == (other, "assigned", 0, None)


def test_resuming_goes_back_to_where_work_stood(cast, task):
    cast(task, "chief", Verb.SUSPEND, reason="chờ luật", review_date=make.TODAY + D(days=60))
    assert cast(task, "chief", Verb.RESUME, reason="có luật").status == "in_progress"


def test_a_resumed_task_with_a_deadline_has_no_review_day_any_more(cast, task):
    cast(task, "chief", Verb.SUSPEND, reason="chờ", review_date=make.TODAY + D(days=5))
    assert cast(task, "chief", Verb.RESUME, reason="tiếp tục").review_date is None


def test_a_resumed_task_without_a_deadline_gets_the_day_of_its_next_review(cast):
    row = cast(make.task(cast.at), "officer", Verb.ACCEPT)
    cast(row, "chief", Verb.SUSPEND, reason="chờ", review_date=make.TODAY + D(days=5))
    assert cast(row, "chief", Verb.RESUME, reason="tiếp tục").review_date == make.TODAY + D(days=30)


def test_a_task_that_gets_its_deadline_needs_no_review(cast):
    row = cast(make.task(cast.at, review_date=make.TODAY), "officer", Verb.ACCEPT)
    dated = cast(row, "clerk", Verb.SET_DEADLINE, new_date=make.TODAY + D(days=9), reason="theo kết luận")
    assert dated.review_date is None


def test_reopening_keeps_the_first_completion_in_the_history(cast, task):
    cast(task, "officer", Verb.SUBMIT, **SUBMIT)
    cast(task, "clerk", Verb.CONFIRM)
    back = cast(task, "chief", Verb.REOPEN, days=3, reason="kết quả sai")
    assert (back.status, back.closed_on, back.evidence) == ("in_progress", None, "report")
    assert back.events.last().after["first_delivered"] == make.TODAY.isoformat()


def test_closing_ends_a_waiting_request(cast, task):
    cast(task, "officer", Verb.REQUEST_EXTENSION, **EXTEND)
    cast(task, "chief", Verb.RECALL, reason="không còn cần")
    assert task.extensions.get().state == "withdrawn"


def test_a_directive_points_to_its_replacement_once_nothing_of_it_is_open(cast):
    of, new = make.directive(), make.directive()
    first, second = make.task(of=of), make.task(of=of)
    cast(first, "chief", Verb.SUPERSEDE, reason="thay", directive=new.pk)
    of.refresh_from_db()
    assert of.superseded_by is None
    cast(second, "chief", Verb.SUPERSEDE, reason="thay", directive=new.pk)
    of.refresh_from_db()
    assert of.superseded_by == new


@pytest.mark.parametrize("unfit", [{"state": "rejected"}, {"state": "proposed"}, {"superseded_by": True}])
def test_only_a_directive_in_force_can_replace_another(cast, task, unfit):
    if "superseded_by" in unfit:
        unfit = {"superseded_by": task.directive}
    other = make.directive(**unfit)
    with pytest.raises(InvalidInput, match="chưa bị chỉ đạo khác thay thế"):
        cast(task, "chief", Verb.SUPERSEDE, reason="thay", directive=other.pk)
    assert not history.TaskEvent.objects.filter(verb="supersede").exists()


def test_an_obstacle_is_answered_once_by_the_office(cast, task):
    cast(task, "officer", Verb.REPORT, report={"done": "x", "obstacle": "thiếu vốn"})
    report = task.reports.get()
    cast(task, "clerk", Verb.ANSWER_OBSTACLE, report_id=report.pk, answer="đã báo cáo Thường trực")
    report.refresh_from_db()
    assert report.answered_at is not None
    with pytest.raises(WrongState, match="chưa được trả lời"):
        cast(task, "clerk", Verb.ANSWER_OBSTACLE, report_id=report.pk, answer="nữa")


def test_no_change_needs_its_reason(cast, task):
    with pytest.raises(InvalidInput, match="nêu lý do"):
        cast(task, "officer", Verb.REPORT, report={"unchanged": True})
    cast(task, "officer", Verb.REPORT, report={"unchanged": True, "unchanged_reason": "chờ họp"})
    assert task.reports.get().unchanged


def test_an_explanation_is_given_when_asked(cast, task):
    asked = cast(task, "chief", Verb.REQUEST_EXPLANATION, reason="quá hạn hai lần")
    assert asked.explanation_due == make.TODAY + D(days=7)
    assert cast(task, "officer", Verb.EXPLAIN, reason="thiếu người").explanation_due is None


def test_the_officer_named_must_belong_to_the_agency(cast, task):
    with pytest.raises(InvalidInput, match="không thuộc cơ quan"):
        cast(task, "head", Verb.ASSIGN_OFFICER, officer=make.clerk().pk)


def test_restricted_work_is_assigned_only_to_a_named_reader(cast):
    at = cast.at
    head, officer = make.head(at), make.officer(at)
    task = make.task(at, of=make.directive(restricted=True), status="in_progress", accepted_at=make.NOW)
    task.directive.viewers.create(user=head)
    with pytest.raises(InvalidInput, match="chưa được xem"):
        perform(task.pk, Verb.ASSIGN_OFFICER, make.actor(head), now=make.NOW, officer=officer.pk)
    task.directive.viewers.create(user=officer)
    done = perform(task.pk, Verb.ASSIGN_OFFICER, make.actor(head), now=make.NOW, officer=officer.pk)
    assert done.officer == officer


@pytest.mark.parametrize("text", ["TỐI MẬT", "Độ mật: Tuyệt mật"])
def test_a_marked_text_is_refused_before_anything_is_written(cast, task, text):
    with pytest.raises(InvalidInput) as refused:
        cast(task, "officer", Verb.REPORT, report={"done": text})
    assert refused.value.code == "classified"
    assert task.reports.count() == 0


def test_words_that_only_sound_secret_pass(cast, task):
    cast(task, "officer", Verb.REPORT, report={"done": "Đã đổi mật khẩu, tăng cường bảo mật hệ thống"})
    assert task.reports.count() == 1


def test_entering_for_a_leader_is_recorded(cast, task):
    person = make.office_leader()
    actor = make.actor(person, on_behalf_of="Phó Bí thư Thường trực")
    perform(task.pk, Verb.URGE, actor, now=make.NOW, reason="gấp")
    event = task.events.last()
    assert (event.actor, event.on_behalf_of) == (person, "Phó Bí thư Thường trực")


def test_any_past_state_can_be_rebuilt_from_the_history(cast, task):
    cast(task, "officer", Verb.SUBMIT, days=2, **SUBMIT)
    cast(task, "clerk", Verb.CONFIRM, days=4)
    day = make.TODAY + D(days=3)
    event = task.events.filter(on__lte=day).last()
    assert (event.status_after, event.delivered_after) == ("pending_confirmation", make.TODAY)
    assert history.verify() is None


def test_the_proof_of_one_agency_is_not_that_of_the_next(cast, task):
    cast(task, "officer", Verb.SUBMIT, **SUBMIT | {"product_number": "12-BC", "product_date": make.TODAY})
    cast(task, "chief", Verb.RETURN, reason="Thiếu phụ lục")
    moved = cast(task, "chief", Verb.REASSIGN, agency=make.agency().pk, reason="Đúng chức năng")
    assert (moved.evidence, moved.product_number, moved.product_date) == ("none", "", None)


def test_an_answer_once_given_is_not_written_over(cast, task):
    for obstacle in ("thiếu vốn", "thiếu người"):
        cast(task, "officer", Verb.REPORT, report={"done": "một nửa", "obstacle": obstacle})
    first, second = task.reports.order_by("id")
    cast(task, "chief", Verb.ANSWER_OBSTACLE, report_id=first.pk, answer="Đã bố trí")
    with pytest.raises(WrongState, match="đã được trả lời"):
        cast(task, "chief", Verb.ANSWER_OBSTACLE, report_id=first.pk, answer="Không bố trí")
    first.refresh_from_db()
    assert first.answer == "Đã bố trí"


def test_a_report_that_asks_nothing_takes_no_answer(cast, task):
    cast(task, "officer", Verb.REPORT, report={"done": "một nửa", "obstacle": "thiếu vốn"})
    cast(task, "officer", Verb.REPORT, report={"done": "xong phần một"})
    quiet = task.reports.get(obstacle="")
    with pytest.raises(InvalidInput, match="chờ trả lời"):
        cast(task, "chief", Verb.ANSWER_OBSTACLE, report_id=quiet.pk, answer="Đã rõ")


def test_a_request_for_time_is_told_with_its_date(cast, task):
    asked = cast(task, "officer", Verb.REQUEST_EXTENSION, days=11, **EXTEND)
    event = asked.events.get(verb="request_extension")
    assert event.after["asked_due"] == EXTEND["new_date"].isoformat()
    assert event.after["late"] is True


@pytest.mark.parametrize("status", ["recalled", "superseded", "not_implemented", "merged"])
def test_nothing_is_merged_into_work_that_is_followed_no_more(cast, task, status):
    other = make.task(status=status, closed_on=make.TODAY)
    with pytest.raises(InvalidInput, match="còn theo dõi"):
        cast(task, "chief", Verb.MERGE, task=other.pk, reason="trùng")


def test_a_task_is_not_merged_into_itself_nor_into_one_that_is_not_there(cast, task):
    for number in (task.pk, 0, "9" * 30):
        with pytest.raises(InvalidInput):
            cast(task, "chief", Verb.MERGE, task=number, reason="trùng")


def test_an_agency_that_has_ended_is_given_no_work(cast, task):
    ended = make.agency(valid_to=make.TODAY - D(days=1))
    with pytest.raises(InvalidInput, match="không còn hoạt động"):
        cast(task, "chief", Verb.REASSIGN, agency=ended.pk, reason="đúng chức năng")
