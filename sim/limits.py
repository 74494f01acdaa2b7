"""What runs and comparisons may be asked for: what each option may be, written once, and the check that all calls share."""

from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any, Generic, NamedTuple, TypeVar

from sim.errors import InputError
from sim.language import message, visible

Number = TypeVar("Number", int, float)
Choice = TypeVar("Choice", bound=str)


class Range(NamedTuple, Generic[Number]):
    """The least and the largest number that an option may be."""

    low: Number
    high: Number


SIZES = ("hamlet", "neighbourhood", "district", "city")
ENGINES = ("compiled", "mesa")
CHOICES = {"size": SIZES, "engine": ENGINES}
MONTHS, SEEDS, FIRST_SEED = Range(1, 1_200), Range(1, 1_000_000), Range(0, 2**32 - 1)
PERSON_SEEDS, WORLDS, WORLD_SEEDS, WORKERS = Range(0, 1_000), Range(0, 10_000), Range(6, 1_000), Range(1, 1_024)
STARTS, GENERATIONS, LOOKS = Range(1, 100), Range(1, 1_000), Range(2, 1_000)
"""Starts and generations of a search for portfolios, and worlds in which it looks."""
SEED = Range(0, 2**64 - 1)
"""The seed of one run, two words of 32 bits."""
WHOLE = {
    "months": MONTHS,
    "seed": SEED,
    "seeds": SEEDS,
    "first_seed": FIRST_SEED,
    "person_seeds": PERSON_SEEDS,
    "worlds": WORLDS,
    "world_seeds": WORLD_SEEDS,
    "workers": WORKERS,
    "threads": WORKERS,
    "starts": STARTS,
    "generations": GENERATIONS,
    "fresh": LOOKS,
}
NUMBERS = {"discount": Range(0, 0.08)}
FLAGS = ("equal_budget", "mechanisms", "lab", "replace")
TEXTS = ("city",)
USUAL_WORLDS, SEEDS_A_WORLD = 10, 20
"""Plausible worlds that a comparison looks at unless asked otherwise, and seeds in each: with fewer seeds more than a
tenth of the verdicts in worlds stay open, with fewer worlds their share is known less well."""
FEWEST_PERSON_SEEDS = 20
"""Over fewer person seeds nothing can be said of persons."""
_SHOWN = 60
"""Letters of what was given, as far as a message repeats it."""


def checked(asked: Mapping[str, object]) -> dict[str, Any]:
    """Check options by name, written as in Python or as in the command (``--first-seed``), and return them as plain values.

    Raises
    ------
    InputError
        With a line for each option that is wrong: what was given, and what is allowed.
    """
    wrong = [said for option, given in asked.items() if (said := _wrong(option, given))]
    if wrong:
        raise InputError("\n".join(wrong))
    return {option: _plain(given) for option, given in asked.items()}


def seeds_of(given: Iterable[int]) -> list[int]:
    """The seeds of many runs as plain numbers.

    Raises
    ------
    InputError
        Where they are no list of whole numbers, or there are none.
    """
    found = list(given) if isinstance(given, Iterable) else []
    if not found or not all(_is_number(one, Integral, SEED) for one in found):
        raise InputError(_refusal("seeds", given, message("option.list_of_seeds", **SEED._asdict())))
    return [int(one) for one in found]


def check_scenarios(option: str, given: object) -> None:
    """Check that scenarios are given as a list.

    Raises
    ------
    InputError
        Where they are something else, or there are none; a text would be read letter by letter.
    """
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        example = given if isinstance(given, str) and given else "baseline"
        raise InputError(
            _refusal(option, given, message("option.list_of_scenarios", example=visible(example)[:_SHOWN]))
        )


def one_of(option: str, given: object, known: Sequence[Choice]) -> Choice:
    """Return a value that is one of those known.

    Raises
    ------
    InputError
        If it is not; the text names the nearest.
    """
    for one in known:
        if one == given:
            return one
    raise InputError(_no_choice(option, given, known))


def _wrong(option: str, given: object) -> str:
    """What is wrong with an option; nothing where it will do."""
    name = option.removeprefix("--").replace("-", "_")
    if name in CHOICES:
        return _no_choice(option, given, CHOICES[name])
    return "" if _fits(name, given) else _refusal(option, given, _allowed(name))


def _fits(name: str, given: object) -> bool:
    if name in FLAGS or name in TEXTS:
        return isinstance(given, bool if name in FLAGS else str)
    if name == "person_seeds" and _is_number(given, Integral, Range(1, FEWEST_PERSON_SEEDS - 1)):
        return False
    return _is_number(given, Integral, WHOLE[name]) if name in WHOLE else _is_number(given, Real, NUMBERS[name])


def _is_number(given: Any, kind: type, within: Range[Any]) -> bool:
    return isinstance(given, kind) and not isinstance(given, bool) and bool(within.low <= given <= within.high)


def _allowed(name: str) -> str:
    if name == "person_seeds":
        return message("option.person_seeds", fewest=FEWEST_PERSON_SEEDS, most=PERSON_SEEDS.high)
    if name in FLAGS or name in TEXTS:
        return message("option.true_or_false" if name in FLAGS else "option.place")
    whole = name in WHOLE
    within = message("whole_number_from" if whole else "number_from", **(WHOLE if whole else NUMBERS)[name]._asdict())
    return message("option.seeds", within=within) if name == "seeds" else within


def _no_choice(option: str, given: object, known: Sequence[str]) -> str:
    if isinstance(given, str) and given in known:
        return ""
    from sim.scenario.values import nearest  # noqa: PLC0415  the command's help has no need of scenarios

    near = nearest(str(given), known)
    hint = message("option.hint", name=near) if near else ""
    return message("option.choice", option=option, given=_shown(given), known=", ".join(known), hint=hint)


def _refusal(option: str, given: object, allowed: str) -> str:
    return message("option.wrong", option=option, given=_shown(given), allowed=allowed)


def _shown(given: object) -> str:
    return visible(repr(given))[:_SHOWN]


def _plain(given: object) -> object:
    if isinstance(given, Integral) and not isinstance(given, bool):
        return int(given)
    return float(given) if isinstance(given, Real) and not isinstance(given, bool) else given
