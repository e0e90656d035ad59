"""The life of a task by a client that openapi-python-client made: run by its Python, beside the made package.

Arguments: address of the site, token of an officer, token of a clerk, id of the officer's task.
"""

import datetime as dt
import io
import sys

from client import AuthenticatedClient
from client.api.directives import directives_create
from client.api.tasks import task_accept, task_confirm, task_submit, tasks_bulk_confirm_create, tasks_list
from client.models import (
    AcceptVerbBodyRequest,
    BulkBodyRequest,
    ConfirmVerbBodyRequest,
    ItemRequest,
    NewDirectiveBodyRequest,
    Problem,
    ReportBodyRequest,
    SubmitVerbBodyRequest,
    TasksListExpandItem,
    TasksListScheduleItem,
)
from client.types import File

site, officer_token, clerk_token, number = sys.argv[1:]
officer = AuthenticatedClient(base_url=site, token=officer_token, raise_on_unexpected_status=True)
clerk = AuthenticatedClient(base_url=site, token=clerk_token, raise_on_unexpected_status=True)
task = int(number)

page = tasks_list.sync(
    client=officer,
    schedule=[TasksListScheduleItem.DUE_SOON],
    expand=[TasksListExpandItem.DIRECTIVE],
    page_size=5,
)
(row,) = page.results
assert row.id == task and row.expanded.directive.text, page

accepted = task_accept.sync_detailed(task, client=officer, body=AcceptVerbBodyRequest(), if_match='"1"')
assert accepted.headers["ETag"] == '"2"' and accepted.parsed.status == "in_progress", accepted

stale = task_accept.sync(task, client=officer, body=AcceptVerbBodyRequest(), if_match='"1"')
assert isinstance(stale, Problem) and (stale.current_version, stale.given_version) == (2, 1), stale

submitted = task_submit.sync(
    task,
    client=officer,
    body=SubmitVerbBodyRequest(
        report=ReportBodyRequest(done="Đã trình báo cáo.", percent=100),
        delivered_on=dt.date.fromisoformat(row.issued_on.isoformat()),
        product_number="12-BC",
        files=[File(payload=io.BytesIO("Kết quả".encode()), file_name="ket-qua.txt", mime_type="text/plain")],
    ),
    idempotency_key="lan-1",
)
assert submitted.status == "pending_confirmation", submitted

refused = task_confirm.sync(task, client=officer, body=ConfirmVerbBodyRequest())
assert isinstance(refused, Problem) and refused.status == 403 and refused.detail_en, refused

answer = tasks_bulk_confirm_create.sync(
    client=clerk, body=BulkBodyRequest(items=[ItemRequest(id=task), ItemRequest(id=10**12)])
)
assert [one.status for one in answer.results] == [200, 404], answer

body = NewDirectiveBodyRequest(
    text="Hoàn thành đề án.", lead=["so-a"], due_date=dt.date(2030, 1, 1), issue=True
)
first = directives_create.sync(client=clerk, body=body, idempotency_key="lan-2")
again = directives_create.sync(client=clerk, body=body, idempotency_key="lan-2")
assert first.id == again.id and first.state == "issued", (first, again)
print("xong")
