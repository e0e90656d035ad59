"""What a long run of calls at random has done so far, so that it goes on where it stopped.

`python -m tests.api.fuzz_ledger FILE [CASES]` prints it. CASES is how many different calls each operation
should have had as every caller.
"""

import collections
import json
import sys
from pathlib import Path

SHORT = 8  # bytes of a fingerprint that are kept: enough to tell a million calls apart


class Standing:
    """One operation with calls that fit its schema, or that break it: all goes at it, added up."""

    def __init__(self):
        self.cases, self.repeats, self.failures, self.seconds = 0, 0, 0, 0.0
        self.exhausted, self.roles = False, collections.defaultdict(collections.Counter)

    def add(self, line):
        if self.failures:  # what failed is called again from the beginning once it was mended
            self.__init__()
        self.cases += line["cases"]
        self.exhausted, self.failures = line["exhausted"], line["failures"]
        self.repeats += line.get("repeats", 0)
        self.seconds += line["cpu_s"]
        for role, seen in line["roles"].items():
            self.roles[role].update(seen)

    def enough(self, wanted):
        return not self.failures and self.cases + self.repeats >= wanted


class Ledger:
    """`path` holds a line for every go; beside it stand the fingerprints of the calls. Empty: nothing is kept."""

    def __init__(self, path=""):
        self.path = Path(path) if path else None
        self.standing = collections.defaultdict(Standing)
        for line in map(json.loads, self._lines(self.path)):
            self.standing[line["operation"], line["mode"]].add(line)

    def open_work(self, operations, modes, wanted):
        """(operation, mode) not called `wanted` times yet: the least called first, what failed last."""
        pairs = [(operation, mode) for operation in operations for mode in modes]
        found = {pair: self.standing[pair[0].label, pair[1].value] for pair in pairs}
        left = [pair for pair in pairs if not found[pair].enough(wanted)]
        return sorted(left, key=lambda pair: (bool(found[pair].failures), found[pair].cases))

    def of(self, operation, mode):
        """What counts already; what failed starts from the beginning."""
        found = self.standing[operation.label, mode.value]
        return Standing() if found.failures else found

    def sent(self, operation, mode):
        """Fingerprints of the calls that count already."""
        if self.standing[operation.label, mode.value].failures:
            return set()
        mine = f"{operation.label} {mode.value}\t"
        marks = (line.removeprefix(mine) for line in self._lines(self._marks) if line.startswith(mine))
        return {bytes.fromhex(mark) for mark in marks}

    def note(self, run, line, new):
        if self.path is None:
            return
        line = {"operation": run.operation.label, "mode": run.mode.value, "cases": len(new), **line}
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")
        with self._marks.open("a") as file:
            file.writelines(f"{run.operation.label} {run.mode.value}\t{mark.hex()}\n" for mark in new)

    @property
    def _marks(self):
        return self.path.with_suffix(".marks") if self.path else None

    @staticmethod
    def _lines(path):
        return path.read_text().splitlines() if path and path.exists() else []


def main(path, wanted=1000):
    found = Ledger(path).standing
    operations = collections.defaultdict(list)
    for (operation, mode), standing in sorted(found.items()):
        operations[operation].append((mode, standing))
    calls, sent = 0, collections.Counter()
    for standing in found.values():
        calls += standing.cases
        for role, seen in standing.roles.items():
            sent.update({(role, status): number for status, number in seen.items()})
    hours = sum(standing.seconds for standing in found.values()) / 3600
    print(f"{len(operations)} operations, {calls:,} different calls, {sum(sent.values()):,} sent, "
          f"{hours:.1f} hours of one core")  # fmt: skip
    _table(sent)
    whole = [name for name, pair in operations.items() if all(s.enough(wanted // 2) for _, s in pair)]
    fewest = min((sum(s.cases for _, s in pair) for name, pair in operations.items() if name not in whole),
                 default=None)  # fmt: skip
    others = "none lacks any" if fewest is None else f"fewest of the others: {fewest}"
    print(f"{len(whole)} operations with {wanted} calls or all there are; {others}")
    _named("no more different calls to be had", _where(operations, lambda s: s.exhausted))
    _named("failed", _where(operations, lambda s: s.failures))
    _by_operation(operations)
    never = sorted(name for name, pair in operations.items() if not any(_accepted(s) for _, s in pair))
    _named("never accepted, whoever called", never)
    return 1 if never else 0


def _by_operation(operations):
    """Per operation: calls as each role, how many of them differed, and how often each role got a 2xx."""
    roles = sorted({role for pair in operations.values() for _, s in pair for role in s.roles})
    print(
        f"\n{'2xx of each role':<50}{'calls':>7}{'differ':>7}" + "".join(f"{role[:9]:>10}" for role in roles)
    )
    for name, pair in operations.items():
        cases = sum(s.cases for _, s in pair)
        calls = cases + sum(s.repeats for _, s in pair)
        fine = collections.Counter()
        for _, standing in pair:
            for role, seen in standing.roles.items():
                fine[role] += sum(n for status, n in seen.items() if status.startswith("2"))
        print(
            f"{name.replace('/api/v1', ''):<50}{calls:>7}{cases:>7}"
            + "".join(f"{fine[r]:>10}" for r in roles)
        )


def _accepted(standing):
    return any(status.startswith("2") for seen in standing.roles.values() for status in seen)


def _where(operations, test):
    return [f"{name} [{m}: {s.cases}]" for name, pair in operations.items() for m, s in pair if test(s)]


def _named(what, names):
    print(f"{what}: {len(names)}", *names, sep="\n  ")


def _table(answers):
    statuses = sorted({status for _, status in answers})
    print(f"{'':<12}" + "".join(f"{status:>9}" for status in statuses))
    for role in sorted({role for role, _ in answers}):
        print(f"{role:<12}" + "".join(f"{answers[role, status]:>9}" for status in statuses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
