"""The command line: arguments, streams, exit codes and today."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program; the console script and ``python -m`` both start here."""
    try:
        # Importing takes most of the time, so an interrupt most often comes just here.
        from sistercities_cli.cli import boundary

        boundary.run()
    except KeyboardInterrupt:
        sys.exit(130)
