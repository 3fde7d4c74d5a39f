"""The fixed time at which the tests run the program."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

MOMENT = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
_STOPPED = str(Path(__file__).with_name("stopped"))


def frozen_clock_environment(moment: dt.datetime = MOMENT) -> dict[str, str]:
    """Return the environment for a subprocess in which the program's clock is frozen."""
    path = [_STOPPED, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path), "MOMENT": moment.isoformat()}
