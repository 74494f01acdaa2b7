"""Write what the pages of documentation get from the code, a file for each page: ``python -m docs.generate``."""
