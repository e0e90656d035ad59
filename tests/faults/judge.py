"""The verdict on a fault run, in the classes of Jepsen's queue checker: what goes in must come out, once."""

from dataclasses import dataclass, field


@dataclass
class Verdict:
    """Counts of one run; `extra` copies are the only fault that is forgiven, and only up to `forgiven`."""

    name: str
    ok: int = 0
    lost: list = field(default_factory=list)
    unexpected: list = field(default_factory=list)
    duplicated: dict = field(default_factory=dict)
    recovered: int = 0
    stuck: int = 0
    notices_twice: int = 0
    notices_missing: int = 0
    forgiven: int = 0
    seconds: float = 0.0

    @property
    def extra(self):
        return sum(copies - 1 for copies in self.duplicated.values())

    @property
    def passed(self):
        bad = (self.lost, self.unexpected, self.stuck, self.notices_twice, self.notices_missing)
        return not any(bad) and self.extra <= self.forgiven

    def __str__(self):
        return (
            f"{'PASS' if self.passed else 'FAIL'}  {self.name:<34} ok {self.ok}  lost {len(self.lost)}  "
            f"unexpected {len(self.unexpected)}  duplicated {len(self.duplicated)} (extra {self.extra}, "
            f"forgiven {self.forgiven})  recovered {self.recovered}  stuck {self.stuck}  "
            f"in-app twice {self.notices_twice}, missing {self.notices_missing}  {self.seconds:.1f} s"
        )


def judge(name, rows, copies, notices, expected_notices, forgiven=0, seconds=0.0):
    """Compare the outbox `rows` (message_id, state, attempts) with the server's `copies` (id -> number).

    `notices` lists one key per released in-app notice; `expected_notices` is the set that was owed.
    """
    verdict = Verdict(name, forgiven=forgiven, seconds=seconds)
    known = {row[0] for row in rows}
    for message_id, state, attempts in rows:
        number = copies.get(message_id, 0)
        if state == "cancelled":
            continue
        if number == 0:
            verdict.lost.append(message_id)
        elif number > 1:
            verdict.duplicated[message_id] = number
        else:
            verdict.ok += 1
        if number and attempts > 1:
            verdict.recovered += 1
        verdict.stuck += state != "accepted"
    verdict.unexpected = sorted(set(copies) - known)
    verdict.notices_twice = len(notices) - len(set(notices))
    verdict.notices_missing = len(set(expected_notices) - set(notices))
    return verdict
