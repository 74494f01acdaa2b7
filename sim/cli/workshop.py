"""``shequ workshop``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.cli import options
from sim.cli.options import Lang, Out
from sim.language import Language, text

if TYPE_CHECKING:
    from sim.workshop.launch import Opened

PORT = 8420
"""Where a room is found unless another port is asked for."""


def workshop(
    lan: Annotated[bool, options.option("--lan", key="workshop_lan")] = False,
    address: Annotated[str | None, options.option("--address", key="workshop_address", metavar="IP")] = None,
    port: Annotated[int, options.option("--port", key="workshop_port", min=0, max=65535)] = PORT,
    demo: Annotated[bool, options.option("--demo", key="workshop_demo")] = False,
    plan: Annotated[str | None, options.option("--plan", key="workshop_plan", metavar="PLAN")] = None,
    speed: Annotated[float, options.option("--speed", key="workshop_speed", min=1, max=100)] = 1.0,
    replay: Annotated[Path | None, options.option("--replay", key="workshop_replay", metavar="DIR")] = None,
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
    chosen = plan or ("demo" if demo else "90")
    opening.serve(chosen, out, where, port, speed, demo, lambda opened: _tell(opened, language))


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
