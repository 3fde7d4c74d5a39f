"""Measure how fast the program starts, answers and grows, beside programs like it.

Run it by `make bench`; docs/speed.md explains what is measured and keeps the figures.
"""
