"""Benchmarks of start-up, commands and growth with file size: `make bench`."""
