"""Smoke test of an installed program: run every command with warnings as errors.

Needs only the program: run ``python tests/smoke.py`` with the Python it is installed in. To test a
program made from it, such as a zipapp, add its command line.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence

from calls import CALLS, ON

INSTALLED = (sys.executable, "-W", "error", "-m", "sistercities_cli")
BUNDLED = [("--version",), ("list",), ("show", "osaka", "--sources", *ON)]


def main(program: Sequence[str] = INSTALLED) -> int:
    """Report each call that fails; return 1 if any does."""
    calls = [*BUNDLED, *CALLS.values()]
    failed = 0
    for call in calls:
        done = subprocess.run(
            [*program, *call],
            capture_output=True,
            check=False,
            cwd=tempfile.gettempdir(),
        )
        if done.returncode or not done.stdout:
            failed += 1
            error = done.stderr.decode(errors="replace")
            sys.stdout.write(f"failed: {' '.join(call)}\n{error}")
    version = sys.version.partition(" ")[0]
    sys.stdout.write(f"Python {version}: {len(calls) - failed} of {len(calls)} calls work\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or INSTALLED))
