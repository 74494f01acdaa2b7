"""The command ``shequ``: thin; every command is also a Python call."""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    try:
        _call()
    except KeyboardInterrupt:  # before a command is there to answer it
        sys.exit(INTERRUPTED)


def _open_streams() -> None:
    """Give the standard streams that are closed somewhere to lead: the next file opened would take the place of one."""
    while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(opened, True)
    os.close(opened)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  until the process ends


def _call() -> None:
    _open_streams()
    from sim.sources import import_path

    sys.path[:] = import_path()  # an empty entry of PYTHONPATH is the folder that is current
    from sim.cli.app import app
    from sim.cli.output import guard_streams

    guard_streams()
    app()
