"""`python -m tests.extraction.readers.peak TRICK` reads one hostile file and prints its end and the peak memory.

A process of its own, because the peak of children is kept for a whole process: in a test run it would be that of
any browser or server another test had started before.
"""

import resource
import sys

from tests.extraction.readers import hostile
from tracker.extraction.readers import ReadError, read_bytes


def main(trick: str) -> None:
    name, make = hostile.OTHERS[trick]
    try:
        read_bytes(name, make())
        code = "read"
    except ReadError as error:
        code = error.code
    print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)


if __name__ == "__main__":
    main(sys.argv[1])
