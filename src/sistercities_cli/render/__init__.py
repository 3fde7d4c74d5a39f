"""Turn answers into text; one module a format. Only the terminal ones import Rich."""
