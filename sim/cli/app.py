"""All commands, by name."""

import typer

from sim.cli import (
    browse,
    cities,
    comparing,
    files,
    levers,
    patterns,
    querying,
    running,
    sensing,
    sweeping,
    verify,
    why,
)
from sim.cli.guard import guarded
from sim.cli.options import told

app = typer.Typer(help=told("app"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

for _name, _command in (
    ("list", browse.list_all),
    ("show", browse.show),
    ("levers", levers.levers),
    ("check", files.check),
    ("new", files.new),
    ("new-city", cities.new_city),
    ("run", running.run),
    ("compare", comparing.compare),
    ("why", why.why),
    ("verify", verify.verify),
    ("patterns", patterns.patterns),
    ("sweep", sweeping.sweep),
    ("status", sweeping.status),
    ("retry", sweeping.retry),
    ("extend", sweeping.extend),
    ("query", querying.query),
    ("sensitivity", sensing.sensitivity),
):
    app.command(_name, help=told(_name))(guarded(_command))
