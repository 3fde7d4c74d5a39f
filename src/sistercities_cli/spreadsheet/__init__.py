"""From a spreadsheet to a data file: read the table, understand its rows, put them together."""
