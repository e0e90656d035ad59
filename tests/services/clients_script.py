"""Twenty clients on one task: each reads, reports, tries again when another was first; prints the tally."""

import json
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
CLIENTS, UPDATES = 20, 30 if os.environ.get("DEEP_TESTS") == "1" else 5


def main():
    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests import factories as make
    from tracker.rules.transitions import Verb
    from tracker.services import history
    from tracker.services.lifecycle import perform

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        at = make.agency()
        actors = [make.actor(make.officer(at)) for _ in range(CLIENTS)]
        task = make.task(at)
    perform(task.pk, Verb.ACCEPT, actors[0], now=make.NOW)
    retries, errors = [0] * CLIENTS, []
    threads = [
        threading.Thread(target=client, args=(number, actors[number], task.pk, retries, errors))
        for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    task.refresh_from_db()
    texts = set(task.reports.values_list("done", flat=True))
    broken = history.verify()
    connection.close()
    print(
        json.dumps(
            {
                "version": task.version,
                "reports": len(texts),
                "events": task.events.filter(verb="report").count(),
                "retries": sum(retries),
                "errors": errors,
                "broken": broken and broken.message,
            }
        )
    )


def client(number, actor, task_id, retries, errors):
    from django.db import connection

    from tests import factories as make
    from tracker.models import Task
    from tracker.rules.transitions import Verb
    from tracker.services.errors import VersionConflict
    from tracker.services.lifecycle import perform

    try:
        for update in range(UPDATES):
            while True:
                seen = Task.objects.values_list("version", flat=True).get(pk=task_id)
                report = {"done": f"máy {number} lần {update}"}
                try:
                    perform(task_id, Verb.REPORT, actor, now=make.NOW, version=seen, report=report)
                    break
                except VersionConflict:
                    retries[number] += 1
    except Exception as error:
        errors.append(repr(error))
        raise
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
