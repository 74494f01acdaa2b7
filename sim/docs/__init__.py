"""What the pages of documentation get from the code, a file for each page: ``python -m sim.docs``."""
