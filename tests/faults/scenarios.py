"""The faults, each one as a function from a size to the judge's verdict."""

import os
import random
import signal
import time

import redis

from tests.faults.world import MONDAY_MORNING, World

# Points of one send, in order; a copy is possible only from the final dot on, and never after the journal.
POINTS = ("claimed", "mail", "rcpt", "data", "before_dot", "dot", "replied", "journaled", "settled")
DOUBTFUL = frozenset({"dot", "replied"})


def named_points(recipients=27):
    """kill -9 of a sender at each named point of its dialogue."""
    with World(recipients) as world:
        world.run("plan")
        pids = world.start_together([("send", {"crash_at": point}) for point in POINTS])
        for pid in pids:
            world.wait(pid)
        world.finish()
        return world.verdict("kill -9 at each named point", forgiven=len(DOUBTFUL))


def storm(recipients=60, kills=6, senders=3, database="postgres", seed=1):
    """kill -9 of senders at random moments while they work."""
    chance = random.Random(seed)
    with World(recipients, database=database, delay=0.03) as world:
        world.run("plan")
        working = world.start_together([("send", {})] * senders)
        killed = 0
        while killed < kills and len(world.sink.copies()) < recipients * 0.9:
            time.sleep(chance.uniform(0.02, 0.2))
            victim = working.pop(0)
            if world.running(victim):
                world.kill(victim)
                killed += 1
            working.append(world.start("send"))
        for pid in working:
            world.wait(pid)
        world.finish()
        return world.verdict(f"{killed} random kill -9, {database}", forgiven=killed)


def polite_stop(recipients=40, stops=3):
    """SIGTERM: the mail in hand is finished, nothing is sent twice."""
    with World(recipients, delay=0.05) as world:
        world.run("plan")
        for round_ in range(stops):
            pids = world.start_together([("send", {})] * 2)
            world.wait_sent((round_ + 1) * recipients // (stops + 2))
            for pid in pids:
                world.kill(pid, signal.SIGTERM)
        world.finish()
        return world.verdict(f"{stops} times SIGTERM in mid-work")


def many_planners(recipients=30, planners=5, senders=2):
    """Five schedulers and two senders at once."""
    with World(recipients, tasks=3) as world:
        orders = [("plan", {"seconds": 1.5})] * planners + [("send", {"seconds": 3.0})] * senders
        for pid in world.start_together(orders):
            world.wait(pid)
        world.finish()
        return world.verdict(f"{planners} schedulers at once")


def database_stops(recipients=60, times=3):
    """PostgreSQL stopped hard and started again while mails are leaving."""
    with World(recipients, delay=0.03, own_server=True) as world:
        world.run("plan")
        pids = world.start_together([("send", {"seconds": 90.0})] * 2)
        for round_ in range(times):
            world.wait_sent((round_ + 1) * recipients // (times + 1), 30)
            world.postgres.stop("immediate")
            time.sleep(0.5)
            world.postgres.start()
        for pid in pids:
            world.wait(pid)
        world.finish()
        return world.verdict(f"{times} hard stops of PostgreSQL")


def without_lease(recipients=30):
    """The look-then-mark claim that the judge must catch."""
    with World(recipients, delay=0.02) as world:
        world.run("plan")
        for pid in world.start_together([("send", {"naive": True, "seconds": 4.0})] * 3):
            world.wait(pid)
        return world.verdict("claim without compare-and-set")


def mail_server(mode, recipients=20, seconds=2.0):
    """The mail server misbehaves for a while, then recovers; retries are due after their back-off."""
    with World(recipients) as world:
        world.run("plan")
        world.sink.mode = mode
        world.run("send", seconds=seconds)
        world.sink.mode = "ok"
        world.skip(120)
        world.run("revive")
        world.finish()
        doubtful = recipients if mode == "cut_after_dot" else 0
        return world.verdict(f"SMTP {mode}", forgiven=doubtful)


def frozen_sender(recipients=20):
    """A sender stopped for longer than its lease, then resumed: the fence refuses its late settling."""
    with World(recipients, lease=2, delay=0.05) as world:
        world.run("plan")
        slow = world.start("send", seconds=60.0)
        world.wait_sent(recipients // 3)
        os.kill(slow, signal.SIGSTOP)
        time.sleep(3)
        world.finish()
        os.kill(slow, signal.SIGCONT)
        world.wait(slow)
        return world.verdict("sender frozen beyond its lease", forgiven=1)


def clock_jumps(days=3, recipients=20):
    """The clock is set wrong while a message waits; once it is right, everything owed goes out in its time."""
    with World(recipients, due_in=1, tasks=2) as world:
        world.run("watched")
        world.set_clock(days * 86400)
        for _ in range(3):
            world.run("watched")
        early = list(world.sink.copies())
        world.set_clock(-days * 86400)
        world.run("watched")
        world.skip(2 * 86400)
        world.run("watched")
        world.finish()
        verdict = world.verdict(f"clock {days:+} days")
        verdict.unexpected += early
        return verdict


def paced(recipients=40, per_second=10):
    """Several senders feed one mail server no faster than the pace; the seconds it took are in the verdict."""
    with World(recipients, pace=per_second) as world:
        world.run("plan")
        began = time.monotonic()
        for pid in world.start_together([("send", {})] * 3):
            world.wait(pid)
        took = time.monotonic() - began
        verdict = world.verdict(f"pace of {per_second}/s kept by 3 senders")
        # The first message goes at once.
        verdict.stuck += took < (recipients - 1) / per_second
        return verdict


def worker_groups(recipients=60, kills=2, lease=3, tick="1", name="kill -9 of whole worker groups"):
    """All Celery workers killed at once in mid-work; new ones take over."""
    with World(recipients, delay=0.1, lease=lease) as world:
        world.start_redis()
        world.beat(tick)
        workers = [world.worker(), world.worker()]
        dead = time.monotonic()
        for round_ in range(kills):
            world.wait_sent((round_ + 1) * recipients // (kills + 2), 180)
            for worker in workers:
                world.kill_group(worker)
            dead = time.monotonic()
            workers = [world.worker(), world.worker()]
        world.wait_sent(recipients, 240)
        resumed = time.monotonic() - dead
        for worker in workers:
            world.kill_group(worker, signal.SIGTERM)
        world.finish()
        # Two children in each group may each have had one mail in flight.
        return world.verdict(f"{name}, done {resumed:.0f} s later", forgiven=kills * 4)


def workers_stop_politely(recipients=40):
    """SIGTERM to the whole worker group: a warm stop sends nothing twice."""
    with World(recipients, delay=0.1) as world:
        world.start_redis()
        world.beat()
        worker = world.worker()
        world.wait_sent(recipients // 4, 60)
        # Only the parent is told, as a service manager does; it lets its children finish.
        os.kill(worker.pid, signal.SIGTERM)
        worker.wait(timeout=90)
        world.finish()
        return world.verdict("SIGTERM to Celery in mid-work")


def schedulers_down(days=3, recipients=40, start=MONDAY_MORNING, name="beat down three days"):
    """Nothing ticks while deadlines pass; then one message per person, and the account is complete."""
    with World(recipients, due_in=1, tasks=2, start=start) as world:
        world.run("plan")
        world.skip(days * 86400)
        world.start_redis()
        world.beat()
        world.worker()
        began = time.monotonic()
        world.wait_sent(recipients, 300)
        took = time.monotonic() - began
        time.sleep(3)
        return world.verdict(f"{name}, caught up in {took:.0f} s")


def many_beats(beats=2, recipients=40):
    """Several beats and workers, as after a careless deployment."""
    with World(recipients, tasks=2) as world:
        world.start_redis()
        for _ in range(beats):
            world.beat()
        for _ in range(2):
            world.worker()
        world.wait_sent(recipients, 120)
        time.sleep(4)
        return world.verdict(f"{beats} beats at once")


def redis_fault(kind, recipients=80):
    """Redis flushed, killed, full or frozen while mails are leaving."""
    with World(recipients, delay=0.1) as world:
        world.start_redis()
        world.beat()
        world.worker()
        world.wait_sent(recipients // 4, 60)
        broken = time.monotonic()
        _break_redis(world, kind)
        world.wait_sent(recipients, 240)
        took = time.monotonic() - broken
        return world.verdict(f"Redis {kind}, all sent after {took:.0f} s")


def _break_redis(world, kind):
    server = redis.Redis(port=world.redis.port, socket_timeout=5)
    if kind == "flushed":
        for _ in range(5):
            server.flushall()
            time.sleep(0.3)
    elif kind == "killed":
        world.redis.kill()
        time.sleep(3)
        world.redis.start()
    elif kind == "full":
        server.config_set("maxmemory-policy", "noeviction")
        server.config_set("maxmemory", "1mb")
        time.sleep(5)
        server.config_set("maxmemory", "0")
    else:
        world.redis.process.send_signal(signal.SIGSTOP)
        time.sleep(10)
        world.redis.process.send_signal(signal.SIGCONT)
