"""The command ``shequ``: thin; every command is also a Python call."""

import sys


def main() -> None:
    """Run the command line."""
    from sim.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
