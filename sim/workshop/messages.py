"""A message to a room, and the refusal that may answer it."""

from dataclasses import dataclass

from sim.errors import InputError
from sim.workshop.journal import Json, News


class Refused(InputError):  # noqa: N818  it is an answer
    """What the room does not do; ``key`` is the text that says why, in the reader's language."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Request:
    """A message, who sent it, who is here, and how much faster than the plan's the room's clock goes.

    ``toml`` and ``changed`` are a proposal's policy as the room keeps it, once it was found to be a good one.
    """

    who: str
    message: Json
    here: frozenset[str]
    speed: float = 1.0
    toml: str = ""
    changed: tuple[Json, ...] = ()

    def text(self, name: str) -> str:
        """A part of the message that has to be a text."""
        given = self.message.get(name)
        if not isinstance(given, str) or len(given) > 200:
            raise Refused("not_understood")
        return given

    def whole(self, name: str, low: int, *, high: int) -> int:
        """A part of the message that has to be a whole number of a range."""
        given = self.message.get(name)
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            raise Refused("not_understood")
        return given

    def news(self, kind: str, **data: object) -> list[News]:
        """The event that the message leads to."""
        return [News(kind, self.who, data)]

    @property
    def on(self) -> bool:
        """Whether something is switched on."""
        return self.message.get("on") is True
