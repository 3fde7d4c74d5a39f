"""Find, read, check and build a directory from its TOML files."""

from __future__ import annotations

from sistercities_cli.dataset.load import load

__all__ = ["load"]
