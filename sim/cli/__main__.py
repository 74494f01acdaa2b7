"""``python -m sim.cli``: it imports nothing from the current folder, which Python puts first, but what Python has by now."""

import sys

from sim.sources import import_path

sys.path[:] = import_path()

from sim.cli import main  # noqa: E402  behind that

main()
