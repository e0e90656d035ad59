"""What a long run of calls at random has done so far: `python -m tests.api.fuzz_summary FILE [CASES]`.

CASES is how many different calls each operation should have had as every caller; the rest is named.
"""

import collections
import json
import sys
from pathlib import Path


def latest(path):
    """(operation, mode) → its last line; what was called again stands with its last outcome."""
    lines = map(json.loads, Path(path).read_text().splitlines())
    return {(line["operation"], line["mode"]): line for line in lines}


def main(path, wanted=1000):
    lines = latest(path).values()
    cases, answers, done = collections.Counter(), collections.Counter(), collections.Counter()
    exhausted, failed = [], []
    for line in lines:
        cases[line["operation"]] += line["cases"]
        done[line["operation"]] += line["cases"] >= wanted // 2 or line["exhausted"]
        exhausted += [f"{line['operation']} [{line['mode']}: {line['cases']}]"] * line["exhausted"]
        failed += [f"{line['operation']} [{line['mode']}]"] * bool(line["failures"])
        for role, counts in line["roles"].items():
            for status, number in counts.items():
                answers[role, status] += number
    spent = sum(line["cpu_s"] for line in lines)
    print(f"{len(cases)} operations, {sum(cases.values()):,} different calls, {sum(answers.values()):,} sent, "
          f"{spent / 3600:.1f} hours of one core")  # fmt: skip
    print(f"{sum(n == 2 for n in done.values())} operations with {wanted} calls or all there are")
    _table(answers)
    _named("no more different calls to be had", exhausted)
    _named("never accepted, whoever called", sorted(set(cases) - _accepted(lines)))
    _named("failed", failed)


def _accepted(lines):
    return {
        line["operation"]
        for line in lines
        if any(status.startswith("2") for seen in line["roles"].values() for status in seen)
    }


def _named(what, names):
    print(f"{what}: {len(names)}", *names, sep="\n  ")


def _table(answers):
    statuses = sorted({status for _, status in answers})
    print(f"{'':<12}" + "".join(f"{status:>9}" for status in statuses))
    for role in sorted({role for role, _ in answers}):
        print(f"{role:<12}" + "".join(f"{answers[role, status]:>9}" for status in statuses))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
