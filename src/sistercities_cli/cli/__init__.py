"""The command line."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the program; the console script and ``python -m`` both start here."""
    gc.disable()  # start-up creates no garbage
    try:
        # Most of the time goes into imports, so most interrupts arrive during this one.
        from sistercities_cli.cli import app

        app.run()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # the process ends here: do not search what is left
        gc.enable()
