"""Every page people wait for, at one or several sizes: wall, CPU and queries beside what was promised.

    python -m benchmarks.pages --server postgres://… --sizes 100000 300000 1000000   # databases NAME_SIZE there
    DATABASE_URL=postgres://… python -m benchmarks.pages --one                        # one database, as JSON

"cold" is the first reader after a change: nothing kept in the cache. Wall is the whole view (session, queries,
template) by the test client in one process; CPU that of this process and of its database connection together,
which other work on the machine hardly changes. "bare" is the same fifty rows by Django without any middleware.
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DASHBOARD = "/bang-dieu-hanh/"
DASHBOARDS = (
    "",
    "?vai_tro=chu-tri",
    "theo/hoi-nghi/",
    "theo/van-ban/",
    "theo/linh-vuc/",
    "theo/lanh-dao/",
    "xu-huong/",
    "rui-ro/",
    "van-phong/",
)
OWN_LISTS = {
    "own list": ("officer", "/nhiem-vu/"),
    "own list, filtered": ("officer", "/nhiem-vu/?lop=chua-xong"),
    "overdue list": ("leader", "/nhiem-vu/?lop=qua-han"),
    "list of one agency": ("leader", "/nhiem-vu/?lop=chua-xong&co_quan={agency}"),
    "directives": ("leader", "/chi-dao/?lop=qua-han"),
}
ADMIN_LISTS = {
    "admin list": ("clerk", "/admin/tracker/task/"),
    "admin list, page 100": ("clerk", "/admin/tracker/task/?p=100"),
    "admin list, overdue": ("clerk", "/admin/tracker/task/?nhom=qua-han"),
    "admin list of an officer": ("officer", "/admin/tracker/task/"),
    "admin list, directives": ("clerk", "/admin/tracker/directive/"),
}
# As recorded on a past day: days before today, and the page. Counted once per change, no promise of its own.
PAST = {
    "past overview, a week": (7, "/bang-dieu-hanh/?ngay={day}"),
    "past overview, a month": (30, "/bang-dieu-hanh/?ngay={day}"),
    "past overview, two years": (730, "/bang-dieu-hanh/?ngay={day}"),
    "past overdue list, a month": (30, "/nhiem-vu/?lop=qua-han&ngay={day}"),
    "two days compared, a month": (30, "/bang-dieu-hanh/so-sanh/?tu={day}"),
}
HOMES = {f"home of {role}": (role, "/admin/") for role in ("officer", "clerk", "leader")}
# Redmine 5's overdue list at 100,000 rows took 77 ms of CPU where bare Django took 9; a busy machine stretches
# both alike, so the promises (a quarter of Redmine, no more than Redmine) are held against bare Django.
REDMINE_TIMES_BARE = 77 / 9
WALL_MS = {300_000: {"dashboard": 150, "admin": 150}, 1_000_000: {"dashboard": 400}}
GROWTH = 1.5
RAW_SQL = 3.0


def one(runs):
    """All pages on the database of DATABASE_URL: {name: {wall_ms, cpu_ms, queries}}."""
    from benchmarks import limits

    people, agency = limits.people()
    found = {"raw list": limits.measure(limits.raw_list, runs), "bare": limits.bare(runs)}

    def take(name, role, address, *, cold=False, times=runs):
        call = limits.page(people[role], address.format(agency=agency), fresh=cold)
        found[name] = limits.measure(call, times) | {"queries": limits.queries_of(call)[1]}

    for address in DASHBOARDS:
        name = f"dashboard {address or '/'}"
        take(name, "leader", DASHBOARD + address)
        print(name, file=sys.stderr, flush=True)
        take(f"{name}, cold", "leader", DASHBOARD + address, cold=True, times=max(5, runs // 3))
    for name, (role, address) in {**OWN_LISTS, **ADMIN_LISTS, **HOMES}.items():
        take(name, role, address)
    for name, (days, address) in PAST.items():
        day = limits.timezone.localdate() - timedelta(days)
        take(f"{name}, cold", "leader", address.format(day=day), cold=True, times=3)
    limits.cache.clear()
    again, number = limits.queries_of(limits.page(people["leader"], DASHBOARD))
    found["dashboard /, its raw SQL"] = limits.measure(again, max(5, runs // 3)) | {"queries": number}
    return found


def targets(by_size):
    """(what, size, figure, at most) of every promise the sizes measured allow to judge."""
    for size, pages in by_size.items():
        bare = pages["bare"]["cpu_ms"]
        for name, row in pages.items():
            wall = WALL_MS.get(size, {})
            if name.startswith("dashboard ") and "raw SQL" not in name and "dashboard" in wall:
                yield name, size, "wall ms", row["wall_ms"], wall["dashboard"]
            if name in ADMIN_LISTS and "admin" in wall:
                yield name, size, "wall ms", row["wall_ms"], wall["admin"]
            if name in OWN_LISTS:
                yield name, size, "× bare", row["cpu_ms"] / bare, round(REDMINE_TIMES_BARE / 4, 2)
            if name in ADMIN_LISTS:
                yield name, size, "× bare", row["cpu_ms"] / bare, round(REDMINE_TIMES_BARE, 2)
    yield from _between(by_size)


def _between(by_size):
    small, large = by_size.get(100_000), by_size.get(1_000_000)
    if large:
        cold, raw = large["dashboard /, cold"], large["dashboard /, its raw SQL"]
        yield "dashboard /, cold / its raw SQL", 1_000_000, "×", cold["cpu_ms"] / raw["cpu_ms"], RAW_SQL
    if small and large:
        for name in (*OWN_LISTS, *ADMIN_LISTS):
            growth = large[name]["cpu_ms"] / small[name]["cpu_ms"]
            yield f"{name}, growth from 100,000", 1_000_000, "×", growth, GROWTH


def judged(by_size):
    """Prints every page and every promise; the promises as rows for results.json."""
    for size, pages in by_size.items():
        print(f"\n{size:,} tasks{'':>28}{'wall ms':>10}{'CPU ms':>10}{'queries':>9}{'× bare':>8}")
        for name, row in pages.items():
            times = row["cpu_ms"] / pages["bare"]["cpu_ms"]
            print(
                f"  {name:<40}{row['wall_ms']:>8}{row['cpu_ms']:>10}{row.get('queries', ''):>9}{times:>8.1f}"
            )
    print()
    rows = [
        {"what": w, "tasks": s, "unit": u, "actual": round(a, 2), "at_most": m, "kept": a <= m}
        for w, s, u, a, m in targets(by_size)
    ]
    for row in rows:
        print(
            f"  {'ok    ' if row['kept'] else 'MISSED'} {row['what']:<44}{row['tasks']:>10,}"
            f"{row['actual']:>9} {row['unit']:<8} at most {row['at_most']}"
        )
    print(f"  {sum(row['kept'] for row in rows)} of {len(rows)} kept", flush=True)
    return rows


def on(url, runs):
    """`one` in a process of its own, because settings name one database."""
    from benchmarks import seeding

    line = [sys.executable, "-m", "benchmarks.pages", "--one", "--runs", str(runs)]
    done = subprocess.run(
        line, cwd=ROOT, env=seeding.environment(url), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--one", action="store_true", help="the database of DATABASE_URL, as JSON")
    parser.add_argument("--server", help="a running PostgreSQL with the databases")
    parser.add_argument("--name", default="bench", help="databases are called NAME_SIZE")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.runs), ensure_ascii=False))
        return
    base = (options.server or sys.exit("--server")).rsplit("/", 1)[0]
    judged({size: on(f"{base}/{options.name}_{size}", options.runs) for size in options.sizes})


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
