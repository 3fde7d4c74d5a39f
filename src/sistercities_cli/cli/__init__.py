"""The command line: arguments, streams, exit codes and today."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the program; the console script and ``python -m`` both start here."""
    gc.disable()  # nothing that is made while starting is garbage to look for
    try:
        # Importing takes most of the time, so an interrupt most often comes just here.
        from sistercities_cli.cli import boundary

        boundary.run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # what is left ends with the program
        gc.enable()
