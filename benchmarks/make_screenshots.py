"""The pictures of the documentation, taken anew from a running demo site.

    make demo, make run in another window, then:
    BASE_URL=http://localhost:8000 DEMO_PASSWORD=… python benchmarks/make_screenshots.py

Nothing is changed on the site: no button that writes is pressed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

BASE = os.environ.get("BASE_URL", "http://localhost:8000").rstrip("/")
PASSWORD = os.environ.get("DEMO_PASSWORD", "")
FOLDER = Path(__file__).parent.parent / "docs" / "images"
LAPTOP, PHONE = (1280, 800), (390, 780)


def nothing(page: Page) -> None:
    """The page as it opens."""


def choose_first(page: Page) -> None:
    """The first proposal chosen, its deadline's words lit."""
    page.wait_for_selector(".the.hien")
    page.hover(".the.hien .han-dong .chi")


def open_edit(page: Page) -> None:
    page.wait_for_selector(".the.hien")
    page.keyboard.press("e")
    page.wait_for_selector(".sua textarea")
    page.locator(".sua").evaluate("e => e.scrollIntoView()")


def open_first_task(page: Page) -> None:
    page.locator("a[href*='/tracker/task/'][href*='/change/']").first.click()
    page.wait_for_load_state("networkidle")


def open_report(page: Page) -> None:
    """The form an officer reports progress with."""
    open_first_task(page)
    page.get_by_role("link", name="Báo cáo tiến độ").or_(
        page.get_by_role("button", name="Báo cáo tiến độ")
    ).first.click()
    page.wait_for_load_state("networkidle")


def open_organisation(page: Page) -> None:
    """What may change in an agency: successors, hand-over, duplicates."""
    page.locator("a[href*='/tracker/agency/'][href*='/change/']").first.click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Thay đổi tổ chức").click()
    page.wait_for_load_state("networkidle")


@dataclass(frozen=True, slots=True)
class Shot:
    name: str
    user: str
    path: str
    size: tuple[int, int] = LAPTOP
    prepare: Callable[[Page], None] = nothing


UNDER_WAY = "/admin/tracker/task/?trang-thai=in_progress"
DELIVERED = "/admin/tracker/task/?trang-thai=pending_confirmation"
SHOTS = (
    Shot("overview", "chuyenvien", "/duyet/1/", prepare=choose_first),
    Shot("duyet", "chuyenvien", "/duyet/1/", prepare=choose_first),
    Shot("duyet-sua", "chuyenvien", "/duyet/1/", prepare=open_edit),
    Shot("duyet-dien-thoai", "chuyenvien", "/duyet/1/", PHONE, choose_first),
    Shot("nhap-van-ban", "chuyenvien", "/nhap-van-ban/"),
    Shot("viec-cua-toi", "so-tai-chinh-2025", "/admin/"),
    Shot("viec-cua-toi-dien-thoai", "so-tai-chinh-2025", "/admin/", PHONE),
    Shot("nhiem-vu", "so-tai-chinh-2025", "/admin/tracker/task/", prepare=open_first_task),
    Shot("nhiem-vu-dien-thoai", "so-tai-chinh-2025", "/admin/tracker/task/", PHONE, open_first_task),
    Shot("bao-cao-tien-do-dien-thoai", "btctu", UNDER_WAY, PHONE, open_report),
    Shot("bao-cao-excel", "so-tai-chinh-2025", "/admin/excel/"),
    Shot("nhiem-vu-chi-tiet", "lanhdaovp", DELIVERED, (1280, 1400), open_first_task),
    Shot("ban-giao", "lanhdaovp", "/admin/tracker/agency/?q=Sở Tài chính", prepare=open_organisation),
    Shot("bang-dieu-hanh", "lanhdao", "/bang-dieu-hanh/"),
    Shot("rui-ro", "lanhdao", "/bang-dieu-hanh/rui-ro/"),
    Shot("van-phong", "lanhdaovp", "/bang-dieu-hanh/van-phong/"),
    Shot("so-sanh", "lanhdao", "/bang-dieu-hanh/so-sanh/"),
    Shot("tep-cua-toi", "lanhdaovp", "/tep-cua-toi/"),
    Shot("bang-dieu-hanh-dien-thoai", "lanhdao", "/bang-dieu-hanh/", PHONE),
)


def signed_in(browser: Browser, user: str, size: tuple[int, int]) -> Page:
    width, height = size
    page = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN").new_page()
    page.goto(f"{BASE}/admin/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_load_state("networkidle")
    return page


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not PASSWORD:
        print("Needs Chromium and DEMO_PASSWORD, the password of the demo accounts.", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:])
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            page = signed_in(browser, shot.user, shot.size)
            page.goto(BASE + shot.path)
            page.wait_for_load_state("networkidle")
            shot.prepare(page)
            file = FOLDER / f"{shot.name}.png"
            # A palette of 160 colours keeps letters sharp at a third of the size.
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(160)
            picture.save(file, optimize=True)
            page.context.close()
            print(f"{file.name}: {file.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
