"""The command line."""

import gc
import sys


def main() -> None:
    """Run the program; the console script and ``python -m`` both start here."""
    try:
        _exit_on_interrupt()
        gc.disable()  # start-up creates no garbage
        from sistercities_cli.cli import app

        app.run()
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:  # even for the modules or for a message
        sys.exit("Error: Not enough memory.")
    finally:
        gc.freeze()  # the process ends here: do not search what is left
        gc.enable()


def _exit_on_interrupt() -> None:
    """Exit at once on Ctrl-C, since callbacks of imports would swallow an exception."""
    import os
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
