"""Stop the clock of the program in a Python that has this folder in its PYTHONPATH."""

import datetime as dt
import os

from sistercities_cli.cli import options

moment = dt.datetime.fromisoformat(os.environ["MOMENT"])
options.now = lambda: moment
options.today = moment.date
