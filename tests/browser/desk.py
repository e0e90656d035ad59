"""What a person does on the pages of a task: open it, press a button, fill in its form."""

import datetime as dt

from django.utils import timezone


def day(shift=0):
    return f"{timezone.localdate() + dt.timedelta(days=shift):%d/%m/%Y}"


def press(page, label, **fields):
    """Open the verb's form, fill it in and send it."""
    page.get_by_role("link", name=label, exact=True).click()
    fill(page, label, **fields)


def fill(page, label, **fields):
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.locator("form.dd-form").get_by_role("button", name=label).click()
    page.wait_for_load_state()


def paper(number):
    """The number and the day of a paper issued today, as a person types them."""
    return {"product_number": number, "product_date": f"{timezone.localdate():%d/%m/%Y}"}


def open_task(page, task):
    page.goto(f"{page.base}/admin/tracker/task/{task.pk}/change/")
    return page


def status(task):
    task.refresh_from_db()
    return task.status
