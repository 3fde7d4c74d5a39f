"""Smoke test of an installed program: run every command with warnings as errors.

Needs only the program: run ``python tests/smoke.py`` with the Python it is installed in.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from calls import CALLS, ON

BUNDLED = [("--version",), ("list",), ("show", "osaka", "--sources", *ON)]


def main() -> int:
    """Report each call that fails; return 1 if any does."""
    calls = [*BUNDLED, *CALLS.values()]
    failed = 0
    for call in calls:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "sistercities_cli", *call],
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
    sys.exit(main())
