"""Every generated part of a page, by the name that its marker gives."""

from collections.abc import Callable, Mapping

from sim.documents import model, outcomes

PARTS: Mapping[str, Callable[[], str]] = {
    "steps": model.steps,
    "stages": model.stages,
    "draws": model.draws,
    "accounts": model.accounts,
    "outcomes": outcomes.outcomes,
}
PARTS_OF: Mapping[str, Callable[[str], str]] = {
    "columns of ": model.columns,
    "parameters of ": model.parameters,
    "text of ": model.text_of,
}


def part(name: str) -> str:
    """Return the part of that name.

    Raises
    ------
    KeyError
        If there is none.
    """
    for beginning, write in PARTS_OF.items():
        if name.startswith(beginning):
            return write(name.removeprefix(beginning))
    return PARTS[name]()
