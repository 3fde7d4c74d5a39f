"""Entry point for ``python -m sistercities_cli``."""

from sistercities_cli.cli import main

main()
