"""``shequ workshop``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options
from sim.cli.options import Lang, Out
from sim.language import Language, text

if TYPE_CHECKING:
    from sim.workshop.launch import Opened

PORT = 8420
"""Where a room is found unless another port is asked for."""


def workshop(
    lan: Annotated[bool, typer.Option("--lan", help=options.help_text("workshop_lan"))] = False,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="IP", help=options.help_text("workshop_address"), show_default=False),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65_535, help=options.help_text("workshop_port"))] = PORT,
    demo: Annotated[bool, typer.Option("--demo", help=options.help_text("workshop_demo"))] = False,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help=options.help_text("workshop_plan"), show_default=False)
    ] = None,
    speed: Annotated[float, typer.Option("--speed", min=1, max=100, help=options.help_text("workshop_speed"))] = 1.0,
    replay: Annotated[
        Path | None,
        typer.Option("--replay", metavar="DIR", help=options.help_text("workshop_replay"), show_default=False),
    ] = None,
    out: Out = None,
    lang: Lang = None,
) -> None:
    """Open a room for a workshop."""
    from sim.workshop import launch as opening

    language = options.language(lang)
    if replay is not None:
        from sim.workshop.replay import replay as show

        show(replay, port, lambda address: print(text("workshop.cli.replay", language, address=address), flush=True))
        return
    where = address or (opening.lan_address() if lan else opening.HERE)
    asked = opening.Asked(plan or ("demo" if demo else "90"), out, where, port, speed, demo)
    opening.serve(asked, lambda opened: _tell(opened, language))


def _tell(opened: "Opened", lang: Language) -> None:
    """Say where the room is: for participants the address, its picture and the code; for the facilitator the secret links."""
    import segno

    if opened.again:
        print(text("workshop.cli.again", lang))
    print(text("workshop.cli.join", lang, address=opened.address, code=opened.code))
    segno.make(opened.join, error="m").terminal(compact=True)
    if opened.others:
        print(text("workshop.cli.others", lang, others=", ".join(opened.others)))
    print(text("workshop.cli.links", lang, facilitator=opened.facilitator, board=opened.board))
    print(text("workshop.cli.kept", lang, folder=opened.folder), flush=True)
