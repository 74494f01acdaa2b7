"""The model in a browser: the module, the numbers that it is given, and a page that runs it."""
