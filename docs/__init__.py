"""Pages of documentation; :mod:`docs.generate` writes the parts of them that come from the code."""
