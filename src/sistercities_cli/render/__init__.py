"""Turn answers into text, with one module per format. Only the terminal ones import Rich."""
