"""`make bench`: our pages beside bare Django and raw SQL, their growth, a load of officials; one file.

python -m benchmarks.run                                   # 10,000 and 100,000 tasks, a short load
python -m benchmarks.run --sizes 10000 100000 1000000 --load-at 300000 --seconds 180
python -m benchmarks.run --server postgres://… --parts load  # databases kept there; only this part anew
"""

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import load, pages, redmine, seeding  # noqa: E402
from tests import servers  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results.json"
PARTS = ("pages", "load", "redmine", "others")
OTHERS = {
    "reminders": ["benchmarks.reminders", "--sizes", "25000", "--quiet", "100000"],
    "readers": ["benchmarks.readers"],
}


def module(name, *arguments, url=""):
    """Run one measurement as a process of its own; its printed output."""
    env = seeding.environment(url) if url else os.environ | {"LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, "-m", name, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    return done.stdout if done.returncode == 0 else ""


def measured(server_url, sizes, runs):
    """The pages at every size: {size: {page: figures}}."""
    found = {}
    for tasks in sizes:
        url, seconds = seeding.filled(server_url, tasks)
        # A database kept from before may lack the newest indexes and counts.
        seeding.manage(url, "migrate", "-v", "0")
        seeding.manage(url, "recount", "--repair")
        print(f"{tasks:,} tasks: filled in {seconds} s", flush=True)
        found[tasks] = pages.on(url, runs)
    return found


def under_load(server_url, tasks, officials, seconds):
    redis = servers.start_redis()
    if redis is None:
        print("bỏ qua phần tải: thiếu redis-server")
        return []
    url = load.copied(server_url, tasks)
    try:
        found = []
        for number in officials:
            found.append(load.run(url, redis, number, seconds) | {"tasks": tasks})
            print(json.dumps(found[-1], ensure_ascii=False), flush=True)
        return found
    finally:
        load.dropped(server_url, url)
        redis.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--load-at", type=int, default=100_000)
    parser.add_argument("--officials", type=int, nargs="*", default=[120])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--server", help="a running PostgreSQL whose bench_* databases are kept")
    parser.add_argument("--redmine", default=os.environ.get("REDMINE_DIR", redmine.DEBIAN), help="its folder")
    parser.add_argument("--redmine-at", type=int, nargs="*", default=[100_000], help="sizes to compare at")
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS[:3], help="the others stay as they were"
    )
    options = parser.parse_args()
    server = None if options.server else servers.start_postgres("-c shared_buffers=512MB", "-c work_mem=16MB")
    if not options.server and server is None:
        sys.exit("thiếu PostgreSQL (initdb, pg_ctl)")
    url = options.server or server.url
    try:
        for part in options.parts:
            before = [round(value, 1) for value in os.getloadavg()]
            keep(part, before, measure(part, url, options))
    finally:
        if server is not None:
            server.remove()


def measure(part, url, options):
    """What one part found, printed on the way."""
    if part == "pages":
        by_size = measured(url, options.sizes, options.runs)
        return {"by_size": by_size, "promises": pages.judged(by_size)}
    if part == "load":
        return under_load(url, options.load_at, options.officials, options.seconds)
    if part == "others":
        return {name: module(*line).splitlines() for name, line in OTHERS.items()}
    side = redmine.beside(options.redmine, url, options.redmine_at)
    for size in side or []:
        for row in size["ratios"]:
            print(
                f"  beside Redmine at {size.get('tasks', 'the same mails')}: {json.dumps(row, ensure_ascii=False)}"
            )
    return side


def keep(part, load_before, found):
    """Write one part into results.json with its own day, machine and load; the other parts stay."""
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    known[part] = {
        "measured_on": dt.datetime.now(dt.UTC).isoformat(timespec="minutes"),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "load_average_before": load_before,
        "found": found,
    }
    RESULTS.write_text(
        json.dumps({key: known.get(key) for key in PARTS}, ensure_ascii=False, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
