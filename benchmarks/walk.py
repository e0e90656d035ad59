"""Opens every page of every role and follows every number on it: the list behind must count the same.

    DATABASE_URL=postgres://…/bench_10000 python -m benchmarks.walk           # every role
    DATABASE_URL=postgres://…/bench_10000 python -m benchmarks.walk --role leader

Prints for every page how many numbers it shows, how many of them are links and how many lists disagree; leaves
with 1 where one does. Nothing is written: pages are read by the test client as one person of each role.
"""

import argparse
import os
import re
import sys
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

BOARD = "/bang-dieu-hanh/"
ROLES = ("leader", "office_leadership", "clerk", "head", "officer", "inspector")
NUMBER = re.compile(r"[\d.]+")
PAGE = 50
TOTAL = re.compile(r'data-tong="(\d+)"')


class Numbers(HTMLParser):
    """Collects links whose whole text is a number, and bare numbers of table cells that are no link."""

    def __init__(self):
        super().__init__()
        self.links, self.bare, self._open, self._cell = [], 0, [], []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._open.append((dict(attrs).get("href", ""), []))
        elif tag == "td":
            self._cell = []

    def handle_endtag(self, tag):
        if tag == "a" and self._open:
            address, words = self._open.pop()
            # A tile is a number and its name; a cell is the number alone.
            number = words[0] if words else ""
            if NUMBER.fullmatch(number) and re.search(r"nhiem-vu/|chi-dao/|van-phong/\w|so-sanh/", address):
                self.links.append((int(number.replace(".", "")), address))
        elif tag == "td":
            self.bare += (
                len(self._cell) == 1 and bool(NUMBER.fullmatch(self._cell[0])) and self._cell != ["0"]
            )
            self._cell = []

    def handle_data(self, data):
        words = data.strip()
        if words and self._open:
            self._open[-1][1].append(words)
        elif words:
            self._cell.append(words)


def pages(today):
    """Every address with numbers on it, as a reader of any role may open it."""
    past, before = today - timedelta(days=45), today - timedelta(days=20)
    yield from (BOARD, f"{BOARD}?vai_tro=chu-tri", f"{BOARD}?ngay={past}")
    for slug in ("hoi-nghi", "van-ban", "linh-vuc", "lanh-dao"):
        yield f"{BOARD}theo/{slug}/"
        yield f"{BOARD}theo/{slug}/?ngay={past}"
    yield from (f"{BOARD}xu-huong/", f"{BOARD}rui-ro/", f"{BOARD}van-phong/")
    for chosen in ("muc=A&vai_tro=phoi-hop", f"giao_tu={past}&giao_den={before}"):
        yield from (f"{BOARD}{page}?{chosen}" for page in ("", "theo/linh-vuc/", "xu-huong/", "van-phong/"))
        yield f"{BOARD}so-sanh/?tu={before}&{chosen}"
    yield from (f"{BOARD}so-sanh/?tu={before}", f"{BOARD}so-sanh/?tu={past}&den={before}")


def listed(body):
    """The number a list tells of itself; the number of its rows where one page holds them all."""
    total, rows = TOTAL.search(body), body.count('<td class="noi-dung">')
    if total is None or int(total[1]) > PAGE:
        return total and int(total[1])
    return rows


def walked(client, address, known):
    """(links, bare numbers, disagreements) of one page, or None where this role may not open it."""
    answer = client.get(address)
    if answer.status_code in (302, 403, 404):
        return None
    assert answer.status_code == 200, (address, answer.status_code)
    found = Numbers()
    found.feed(answer.content.decode())
    wrong = []
    for number, link in found.links:
        target = urljoin(address, link)
        if target not in known:
            known[target] = listed(client.get(target).content.decode())
        if known[target] != number:
            wrong.append((number, known[target], target))
    return len(found.links), found.bare, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--role", choices=ROLES, nargs="*", default=ROLES)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from tracker.models import Membership

    settings.ALLOWED_HOSTS = ["testserver"]
    bad = 0
    for role in options.role:
        post = Membership.objects.filter(role=role).select_related("user").order_by("pk").first()
        client, known = Client(), {}
        client.force_login(post.user, backend="django.contrib.auth.backends.ModelBackend")
        for address in pages(timezone.localdate()):
            found = walked(client, address, known)
            if found is None:
                print(f"{role:18} {address:45} không mở được với vai trò này")
                continue
            links, bare, wrong = found
            bad += len(wrong)
            print(
                f"{role:18} {address:45} {links:5} số có danh sách, {bare:4} số không, {len(wrong)} lệch",
                flush=True,
            )
            for number, total, target in wrong[:5]:
                print(f"    {number} ≠ {total}  {target}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
