"""The long fault run: every fault with real processes; prints the judge's classes, fails on any loss."""

import argparse
import sys

from tests.faults import scenarios as fault

BEFORE_TET = "2026-02-12T07:31:00+07:00"
RUNS = {
    "points": lambda: fault.named_points(90),
    "storm": lambda: fault.storm(400, kills=40, senders=3),
    "storm-sqlite": lambda: fault.storm(150, kills=15, senders=3, database="sqlite"),
    "sigterm": lambda: fault.polite_stop(120, stops=6),
    "frozen-sender": fault.frozen_sender,
    "clock-ahead": lambda: fault.clock_jumps(3),
    "clock-a-year-ahead": lambda: fault.clock_jumps(365),
    "clock-back": lambda: fault.clock_jumps(-3),
    "pace": lambda: fault.paced(100),
    "planners": lambda: fault.many_planners(100, planners=5),
    "postgres": lambda: fault.database_stops(200, times=6),
    "workers": lambda: fault.worker_groups(120, kills=3),
    "workers-real-lease": lambda: fault.worker_groups(
        120, kills=1, lease=60, tick="60", name="worker groups, real lease and tick"
    ),
    "workers-sigterm": fault.workers_stop_politely,
    "down-3-days": fault.schedulers_down,
    "down-over-tet": lambda: fault.schedulers_down(12, start=BEFORE_TET, name="beat down across Tet"),
    "beats-2": lambda: fault.many_beats(2),
    "beats-5": lambda: fault.many_beats(5),
    "redis-flushed": lambda: fault.redis_fault("flushed"),
    "redis-killed": lambda: fault.redis_fault("killed"),
    "redis-full": lambda: fault.redis_fault("full"),
    "redis-frozen": lambda: fault.redis_fault("frozen"),
    "smtp-451": lambda: fault.mail_server("refuse_451"),
    "smtp-550": lambda: fault.mail_server("refuse_550"),
    "smtp-silent": lambda: fault.mail_server("silent", recipients=3, seconds=12.0),
    "smtp-shut": lambda: fault.mail_server("shut"),
    "smtp-cut-before-dot": lambda: fault.mail_server("cut_before_dot"),
    "smtp-cut-after-dot": lambda: fault.mail_server("cut_after_dot"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help=f"some of: {', '.join(RUNS)}")
    names = parser.parse_args().only or list(RUNS)
    failed = []
    for name in names:
        verdict = RUNS[name]()
        print(verdict, flush=True)
        if not verdict.passed:
            failed.append(name)
    caught = fault.without_lease(60)
    print(f"{'PASS' if caught.extra else 'FAIL'}  the judge catches a missing lease ({caught.extra} copies)")
    if failed or not caught.extra:
        sys.exit(f"failed: {', '.join(failed) or 'the judge'}")


if __name__ == "__main__":
    main()
