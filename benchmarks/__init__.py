"""Measure how fast the program starts, answers and grows: `make bench`."""
