"""A clock that starts at a chosen moment and runs on with real time, shared by all processes of a run."""

import datetime as dt
import os
import time


def now():
    """The run's present: FAULT_START plus the real seconds since FAULT_EPOCH."""
    start = dt.datetime.fromisoformat(os.environ["FAULT_START"])
    return start + dt.timedelta(seconds=time.time() - float(os.environ["FAULT_EPOCH"]))
