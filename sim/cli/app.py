"""All commands, by name. A command's module is imported when the command is called, so that help comes at once."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

import sim
from sim.cli.options import help_text, present_options, spoken_language

PLACES = {
    "list": ("list_and_show", "list_all"),
    "show": ("list_and_show", "show"),
    "levers": ("levers", "levers"),
    "check": ("check", "check"),
    "new": ("new", "new"),
    "new-city": ("new_city", "new_city"),
    "run": ("run", "run"),
    "compare": ("compare", "compare"),
    "lab": ("lab", "lab"),
    "why": ("why", "why"),
    "verify": ("verify", "verify"),
    "patterns": ("patterns", "patterns"),
    "calibrate": ("calibrate", "calibrate"),
    "sweep": ("sweep", "sweep"),
    "status": ("sweep", "status"),
    "retry": ("sweep", "retry"),
    "extend": ("sweep", "extend"),
    "query": ("query", "query"),
    "sensitivity": ("sensitivity", "sensitivity"),
    "search": ("search", "search"),
    "claims": ("claims", "claims"),
    "discover": ("discover", "discover"),
    "robust": ("robust", "robust"),
    "workshop": ("workshop", "workshop"),
}
"""Each command's module and function."""


class Later(TyperCommand):
    """A command known by its name and help; the rest is fetched when it is called."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Let the command itself read its arguments, with former names of options replaced."""
        command = fetched(self.name or "")
        options = {name for parameter in command.params for name in parameter.opts}
        return command.make_context(info_name, present_options(args, options, spoken_language()), parent, **extra)


def fetched(name: str) -> Any:
    """Import a command and make it ready to be called."""
    from sim.cli.exit_status import guarded
    from sim.cli.option_groups import ungrouped

    module, function = PLACES[name]
    command = getattr(import_module(f"sim.cli.{module}"), function)
    single = typer.Typer(add_completion=False)
    single.command(name, help=help_text(name))(guarded(ungrouped(command)))
    return typer.main.get_command(single)


def _say_version(asked: bool) -> None:
    if asked:
        print(f"shequ {sim.__version__}")
        raise typer.Exit


_options = typer.Typer(
    name="shequ",
    rich_markup_mode=None,  # rich takes longer to import than all else
)


@_options.callback(
    help=help_text("app"), no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]}
)
def _read(
    version: Annotated[
        bool, typer.Option("--version", help=help_text("version"), callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Read the options that come before a command."""


app: Any = typer.main.get_command(_options)
for option in app.params:
    if option.name in ("install_completion", "show_completion"):
        option.help = help_text(option.name)
app.commands = {name: Later(name, short_help=help_text(name)) for name in PLACES}
