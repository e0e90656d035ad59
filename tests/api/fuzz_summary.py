"""What a long run of calls at random has done so far: `python -m tests.api.fuzz_summary FILE`."""

import collections
import json
import sys
from pathlib import Path


def main(path):
    cases, answers, spent = collections.Counter(), collections.Counter(), 0.0
    for line in map(json.loads, Path(path).read_text().splitlines()):
        cases[line["operation"]] += line["cases"]
        spent += line["cpu_s"]
        for role, counts in line["roles"].items():
            for status, number in counts.items():
                answers[role, status] += number
    statuses = sorted({status for _, status in answers})
    print(f"{len(cases)} operations, at least {min(cases.values(), default=0)} cases each as every role; "
          f"{sum(answers.values()):,} calls, {spent / 3600:.1f} hours of one core")  # fmt: skip
    print(f"{'':<12}" + "".join(f"{status:>9}" for status in statuses))
    for role in sorted({role for role, _ in answers}):
        print(f"{role:<12}" + "".join(f"{answers[role, status]:>9}" for status in statuses))


if __name__ == "__main__":
    main(sys.argv[1])
