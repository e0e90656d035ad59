"""Many officials at once against real processes: 3 web workers, 2 Celery workers, beat, PostgreSQL, Redis.

    python -m benchmarks.load                                     # all of it: own PostgreSQL, 300,000 tasks
    python -m benchmarks.load --server postgres://… --tasks 300000 # a copy of bench_300000 there, dropped after
    python -m benchmarks.load … --profile                         # CPU of each click instead, one at a time

People sign in one after another (one in 0.6 s: half an office within two minutes), then click and read: ten
seconds between two clicks on the average, forty at most; 40 % lists, 40 % opening a task, its form and saving,
10 % API, 10 % dashboard. Only clicks after the last sign-in are measured. The client, the database and all
processes share this machine. "foreign" is the share of all cores used by anything else meanwhile: above 0.1
the waits mean little. --profile is CPU and holds on a busy machine too; it also says what the clicks of N
officials need of the cores.
"""

import argparse
import json
import os
import statistics
import sys
import threading
import time
import uuid
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import officials, seeding, shape  # noqa: E402
from tests import servers  # noqa: E402

SIGN_IN_EVERY = 0.6
SHARES = {"list": 0.4, "open": 0.2, "form": 0.1, "save": 0.1, "after save": 0.1, "api": 0.1, "dashboard": 0.1}
TARGET_P95_MS = {120: 1000, 240: 2000}


def run(database, redis, number, length, quiet=0):
    """One load of `number` officials for `length` measured seconds; waits, errors, CPU and memory."""
    site = shape.Shape(database, redis, servers.free_port())
    try:
        servers.wait_for(site.port, 90)
        time.sleep(10)  # until the workers have loaded the program
        if quiet:
            shape.wait_for_machine(quiet)
        names = officials.names(database, number)
        people = [officials.Official(site.port, n, seeding.PASSWORD, i) for i, n in enumerate(names)]
        before, now = site.memory(), time.monotonic()
        from_, until = now + SIGN_IN_EVERY * number + 15, now + SIGN_IN_EVERY * number + 15 + length
        threads = [
            threading.Thread(target=p.live, args=(now + SIGN_IN_EVERY * i, from_, until), daemon=True)
            for i, p in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        time.sleep(max(0.0, from_ - time.monotonic()))
        used = usage(site)
        for thread in threads:
            thread.join(length + 90)
        found = {"officials": number, **summary(people, number, length), **since(used, usage(site))}
        return found | {"memory_mb": [before, site.memory()]}
    finally:
        site.end()


def usage(site):
    own = time.process_time()
    return site.cpu() | {"client": own, "at": time.monotonic(), "host": shape.host()}


def since(before, after):
    """Shares of all cores used by each part, and by others."""
    all_cores = (after["at"] - before["at"]) * os.cpu_count()
    used = {k: after[k] - before[k] for k in ("web", "background", "db", "client")}
    busy = (after["host"][0] - before["host"][0]) / max(1, after["host"][1] - before["host"][1])
    shares = {k: round(v / all_cores, 3) for k, v in used.items()}
    return {"cores": shares, "foreign": round(max(0.0, busy - sum(shares.values())), 2)}


def summary(people, number, length):
    kinds, errors = defaultdict(list), Counter()
    for person in people:
        errors.update(person.errors)
        for kind, times in person.times.items():
            kinds[kind] += times
    every = [t for kind, times in kinds.items() if not kind.startswith("login") for t in times]
    p95 = quantile(every, 0.95)
    target = TARGET_P95_MS.get(number)
    return {
        "requests": len(every),
        "per_second": round(len(every) / length, 1),
        "p50_ms": quantile(every, 0.5),
        "p95_ms": p95,
        "p99_ms": quantile(every, 0.99),
        "kept": bool(target and p95 is not None and p95 <= target and not errors) if target else None,
        "p95_by_kind_ms": {kind: quantile(times, 0.95) for kind, times in sorted(kinds.items())},
        "errors": dict(errors),
        "load_average": os.getloadavg()[0],
    }


def quantile(values, share):
    """In milliseconds."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000) if ordered else None


def profile(database, redis, clicks):
    """CPU milliseconds of each kind of click by web process and by database; what N officials need."""
    site = shape.Shape(database, redis, servers.free_port(), workers=1)
    try:
        servers.wait_for(site.port, 90)
        names = officials.names(database, 24)
        people = [officials.Official(site.port, n, seeding.PASSWORD, i) for i, n in enumerate(names)]
        for person in people:
            person.sign_in()
            person.list()
            person.dashboard()
        found = {kind: cpu_of(site, people, step, clicks) for kind, step in steps().items()}
        errors = sum((person.errors for person in people), Counter())
        return {"cpu_ms": found, "needs": needs(found), "errors": dict(errors)}
    finally:
        site.end()


def steps():
    """Every list of the habits by itself, then the other clicks."""
    lists = {f"list {address}": lambda p, a=address: p.ask("list", "GET", a) for address in officials.LISTS}
    return lists | {
        "open": lambda p: p.open() if p.tasks else None,
        "api": lambda p: p.api(),
        "dashboard": lambda p: p.dashboard(),
        "form, save and the page after": _save,
        "sign in": lambda p: p.again().sign_in(),
    }


def _save(person):
    """Opens tasks without measuring its sense until a form is offered, then saves it."""
    for _ in range(3):
        if person.next:
            break
        if person.tasks:
            person.open()
    while person.next:
        person.click()


def cpu_of(site, people, step, clicks):
    for person in people[:6]:
        step(person)
    before, count = site.cpu(), 0
    for number in range(clicks):
        step(people[number % len(people)])
        count += 1
    after = site.cpu()
    return {k: round((after[k] - before[k]) * 1000 / count, 1) for k in ("web", "db")}


def needs(found):
    """The share of this machine's cores that the clicks of 120 and 240 officials take, without the client."""
    lists = statistics.fmean(sum(v.values()) for k, v in found.items() if k.startswith("list "))
    cost = {kind: sum(value.values()) for kind, value in found.items()} | {"list": lists}
    cost["save"] = cost["form, save and the page after"]
    per_click = sum(
        SHARES.get(k, 0) * v for k, v in cost.items() if k in ("list", "open", "api", "dashboard")
    )
    per_click += SHARES["save"] * cost["save"]
    rate = {number: number / officials.THINK for number in TARGET_P95_MS}
    return {f"{n} officials": round(r * per_click / 1000 / os.cpu_count(), 2) for n, r in rate.items()} | {
        "ms_per_click": round(per_click, 1)
    }


def copied(server_url, tasks):
    """The address of a throw-away copy of bench_TASKS on that server, filled first if need be."""
    import psycopg

    seeding.filled(server_url, tasks)
    name = f"load_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE bench_{tasks}")
    url = f"{server_url.rsplit('/', 1)[0]}/{name}"
    seeding.manage(url, "migrate", "-v", "0")
    seeding.manage(url, "recount", "--repair")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return url


def dropped(server_url, url):
    import psycopg

    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--server", help="a running PostgreSQL whose bench_* databases are kept")
    parser.add_argument("--tasks", type=int, default=300_000)
    parser.add_argument("--officials", type=int, nargs="+", default=[120, 240])
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--quiet", type=int, default=0, help="wait up to so many seconds for an idle machine")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--clicks", type=int, default=72)
    options = parser.parse_args()
    own = None if options.server else servers.start_postgres("-c shared_buffers=512MB", durable=True)
    if not options.server and own is None:
        sys.exit("thiếu PostgreSQL (initdb, pg_ctl)")
    server_url = options.server or own.url
    redis = servers.start_redis()
    if redis is None:
        sys.exit("thiếu redis-server")
    url = copied(server_url, options.tasks)
    try:
        if options.profile:
            print(json.dumps(profile(url, redis, options.clicks), indent=1, ensure_ascii=False))
            return
        for number in options.officials:
            found = run(url, redis, number, options.seconds, options.quiet) | {"tasks": options.tasks}
            print(json.dumps(found, indent=1, ensure_ascii=False), flush=True)
    finally:
        dropped(server_url, url)
        redis.remove()
        if own is not None:
            own.remove()


if __name__ == "__main__":
    main()
