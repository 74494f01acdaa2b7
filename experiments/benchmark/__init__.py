"""How fast it is, against the memory's speed and against peers: ``python -m experiments.benchmark``, or ``make bench``."""
