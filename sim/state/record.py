"""Records: what is known of an agent, field by field; the same classes for rules, engines and Mesa's agents."""

from collections.abc import Iterator, MutableSequence, Sequence
from typing import Any, ClassVar, Generic, Literal, Protocol, Self, TypeVar, overload

Kind = Literal["f8", "f4", "i8", "i4", "i2", "i1", "u1", "u4"]
T = TypeVar("T")
R_co = TypeVar("R_co", covariant=True)
N = TypeVar("N", int, float)


class Field(Generic[T]):
    """One quantity of every agent of a kind: ``width`` numbers each, stored flat in a column.

    Attributes
    ----------
    name, kind, meaning, unit
        Its name; how a number is stored (numpy's type code); what it is, as a phrase that can be read alone; in what.
    width
        How many numbers an agent has of it.
    scratch
        Whether it lives within a month: the compiled engine keeps it for one community at a time.
    of_ties
        Whether it has a number for each tie slot; a community's numbers for the first slot come first, then the second's.
    """

    def __init__(
        self,
        kind: Kind,
        meaning: str,
        unit: str = "",
        *,
        width: int = 1,
        scratch: bool = False,
        of_ties: bool = False,
    ) -> None:
        self.name = self.zh = ""
        self.kind, self.meaning, self.unit = kind, meaning, unit
        self.width, self.scratch, self.of_ties = width, scratch, of_ties

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def named(self, zh: str) -> Self:
        """The same field with its name in Chinese, for stories; in English its meaning is its name."""
        self.zh = zh
        return self

    @overload
    def __get__(self, me: None, owner: type) -> Self: ...
    @overload
    def __get__(self, me: object, owner: type) -> T: ...
    def __get__(self, me: Any, owner: type) -> Any:
        return self if me is None else me.value_of(self)

    def __set__(self, me: Any, value: T) -> None:
        me.put(self, value)


class Numbers(Protocol):
    """Numbers that a rule reads by their place."""

    def __getitem__(self, place: int, /) -> float:
        """The number at a place."""


class Record:
    """Something that rules read fields of. This one keeps them itself; an agent of Mesa's has them in columns.

    ``table`` is the name of the columns that all of its kind are kept in; ``one_of_a_kind`` says that there is only one.
    """

    table: ClassVar[str] = ""
    one_of_a_kind: ClassVar[bool] = False

    def __init__(self, **values: object) -> None:
        known = fields(type(self))
        for name, value in values.items():
            if name not in known:
                raise AttributeError(f"{type(self).__name__} has no field {name!r}")
            setattr(self, name, value)

    def value_of(self, field: Field[Any]) -> Any:
        """What this agent has of a field."""
        try:
            return self.__dict__[field.name]
        except KeyError:
            raise AttributeError(f"this {type(self).__name__} was made without {field.name!r}") from None

    def put(self, field: Field[Any], value: object) -> None:
        """Keep a value of a field."""
        self.__dict__[field.name] = value


class Many(Generic[R_co]):
    """All agents of a kind, of a community or of the city: what a settlement goes through."""

    def __init__(self, records: Sequence[R_co]) -> None:
        self._records = records

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, place: int) -> R_co:
        return self._records[place]

    def __iter__(self) -> Iterator[R_co]:
        return iter(self._records)

    @overload
    def column(self, field: Field[MutableSequence[N]]) -> MutableSequence[N]: ...
    @overload
    def column(self, field: Field[N]) -> MutableSequence[N]: ...
    def column(self, field: Field[Any]) -> MutableSequence[Any]:
        """One field of all of them, in their order; where it is several numbers, one agent's behind the other's.

        Of a field with a number for each tie slot, the numbers of everybody's first tie come first.
        """
        return _Column(self._records, field)


class _Column(MutableSequence[Any]):
    def __init__(self, records: Sequence[Any], field: Field[Any]) -> None:
        self._records, self._field = records, field

    def __len__(self) -> int:
        return len(self._records) * self._field.width

    def _at(self, place: int) -> tuple[Any, int]:
        """The agent that has the number at a place, and which one of its numbers it is."""
        if not 0 <= place < len(self):
            raise IndexError(f"{self._field.name} has no place {place}")
        agent, number = divmod(place, self._field.width)
        if self._field.of_ties:
            number, agent = divmod(place, len(self._records))
        return self._records[agent], number

    def __getitem__(self, place: Any) -> Any:
        agent, number = self._at(place)
        found = agent.value_of(self._field)
        return found if self._field.width == 1 else found[number]

    def __setitem__(self, place: Any, value: Any) -> None:
        agent, number = self._at(place)
        if self._field.width == 1:
            agent.put(self._field, value)
        else:
            agent.value_of(self._field)[number] = value

    def __delitem__(self, place: Any) -> None:
        raise TypeError("a column keeps its length")

    def insert(self, index: int, value: Any) -> None:
        """Nothing can be put between: a column keeps its length."""
        raise TypeError("a column keeps its length")


class Draw(Field[float]):
    """A uniform of an agent's month: the place of its block of four among all blocks, and its lane there.

    These two numbers are part of everybody's luck: they never change.
    """

    def __init__(self, purpose: int, lane: int) -> None:
        super().__init__("f8", "random number between 0 and 1")
        self.purpose, self.lane = purpose, lane


class Draws(Record):
    """The uniforms of an agent's month."""


def blocks(*kinds: type[Draws]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The draws of each kind's table in blocks, as a program names them.

    Raises
    ------
    ValueError
        Where the blocks of all kinds, one after the other, do not have the purposes 0, 1, 2, ... and their draws the lanes.
    """
    found: dict[str, list[list[str]]] = {kind.table: [] for kind in kinds}
    for kind in kinds:
        for name, one in fields(kind).items():
            assert isinstance(one, Draw)
            if one.lane == 0:
                found[kind.table].append([])
            found[kind.table][-1].append(f"u_{name}")
            if (one.purpose, one.lane) != (sum(map(len, found.values())) - 1, len(found[kind.table][-1]) - 1):
                raise ValueError(f"{kind.__name__}.{name}: draw({one.purpose}, {one.lane}) is out of its turn")
    return {table: tuple(map(tuple, own)) for table, own in found.items()}


def draw(purpose: int = -1, lane: int = -1) -> Draw:
    """Declare a uniform; one of an extension is given its purpose and lane behind all others."""
    return Draw(purpose, lane)


def real(meaning: str, unit: str = "", kind: Literal["f8", "f4"] = "f8", *, scratch: bool = False) -> Field[float]:
    """Declare a number."""
    return Field(kind, meaning, unit, scratch=scratch)


def whole(
    meaning: str, unit: str = "", kind: Kind = "i8", *, width: int = 1, scratch: bool = False, of_ties: bool = False
) -> Field[int]:
    """Declare a whole number; with a ``width`` a list, which settlements read as a column."""
    return Field(kind, meaning, unit, width=width, scratch=scratch, of_ties=of_ties)


def reals(width: int, meaning: str, unit: str = "") -> Field[MutableSequence[float]]:
    """Declare as many numbers as the ``width`` says."""
    return Field("f8", meaning, unit, width=width)


def wholes(width: int, meaning: str, unit: str = "", kind: Kind = "i8") -> Field[MutableSequence[int]]:
    """Declare as many whole numbers as the ``width`` says."""
    return Field(kind, meaning, unit, width=width)


def fields(kind: type) -> dict[str, Field[Any]]:
    """The fields of a class of records by name, those of its bases first, in the order in which they are declared."""
    found: dict[str, Field[Any]] = {}
    for base in kind.__bases__:
        found |= fields(base)
    return found | {name: value for name, value in vars(kind).items() if isinstance(value, Field)}
