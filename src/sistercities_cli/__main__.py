"""Run the command line as ``python -m sistercities_cli``."""

from sistercities_cli.cli import main

main()
