"""``python -m sim.cli``: the command line."""

from sim.cli import main

main()
