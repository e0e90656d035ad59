"""The monthly report of the whole province, every agency a row: seconds of counting and of each kind of file.

    DATABASE_URL=postgres://… python -m benchmarks.reports          # a site filled by `manage.py seed`

Time is the whole making of the file by one process, as the worker does it; CPU of that process and its
database connection together; memory the most the process ever had, less what it had before.
"""

import json
import resource
import time

from benchmarks import limits
from tracker.models import Task
from tracker.reports import export_docx, export_pdf, export_xlsx, periodic, periodic_paper
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role

AT_MOST_S = 10
FILES = {"docx": export_docx.render, "pdf": export_pdf.render, "xlsx": export_xlsx.render}


def timed(call):
    start, own, database = time.perf_counter(), time.process_time(), limits.backend_cpu()
    made = call()
    spent = time.process_time() - own + limits.backend_cpu() - database
    return made, {"s": round(time.perf_counter() - start, 1), "cpu_s": round(spent, 1)}


def most_memory_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run():
    today = limits.timezone.localdate()
    everything = Scope(user_id=0, roles=frozenset({Role.LEADER}))
    month = Period.containing("month", today).previous()
    before = most_memory_mb()
    found, counting = timed(lambda: periodic.figures(month, everything, today))
    counting["more_memory_mb"] = most_memory_mb() - before
    result = {"tasks": Task.objects.count(), "figures": counting}
    for kind, render in FILES.items():
        data, result[kind] = timed(lambda r=render: r(periodic_paper.compose(found, "party", today)))
        result[kind]["kb"] = len(data) // 1024
    slowest = max(counting["s"] + result[kind]["s"] for kind in FILES)
    return result | {
        "slowest_file_s": round(slowest, 1),
        "at_most_s": AT_MOST_S,
        "kept": slowest <= AT_MOST_S,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
