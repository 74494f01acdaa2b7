"""How fast it is, against the memory's speed and against peers: ``python -m sim.benchmark``, or ``make bench``."""
