"""A claim: which scenarios are compared, in what, in which direction, and what difference counts; its arms in a world."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np

from sim.ensemble.prior import in_world
from sim.errors import Problem, ScenarioError
from sim.language import message
from sim.outcomes import BY_NAME, Outcome
from sim.scenario import Scenario, load
from sim.scenario.checks import ROUNDING, most_shared_out
from sim.scenario.columns import COLUMN, ENTRIES
from sim.scenario.table import table_in, turning_months

Expects = Literal["higher", "lower", "not_higher", "not_lower", "alike"]
EXPECTS: tuple[Expects, ...] = get_args(Expects)
Values = tuple[tuple[str, float], ...]
"""Numbers by their dotted path, in the order of the file."""
Texts = Mapping[str, str]
CITY = "city"


@dataclass(frozen=True)
class Arm:
    """A scenario (a name, a file, a sum), and what else is set from the start, or multiplied in each world."""

    scenario: str
    set: Values = ()
    scale: Values = ()


@dataclass(frozen=True)
class Measured:
    """An outcome of the city or of a ``group``: residents (``unregistered``), or communities of a type (``rural``)."""

    outcome: str
    group: str = CITY

    @property
    def known(self) -> Outcome:
        """What is known of the outcome."""
        return BY_NAME[self.outcome]


@dataclass(frozen=True)
class Test:
    """One difference that a claim is about: a sum of arms, each times its weight, and what the claim says of it.

    ``terms`` have weights that add up to 0. ``years`` are the first and the last year that are read, counted from 1; None for
    the whole horizon. ``matters`` is the difference that counts, in the outcome's unit. Later years weigh less by ``discount``
    a year. A test that does not ``decide`` stands beside those that do; one that is ``built_in`` is true by formula.
    """

    terms: tuple[tuple[str, float], ...]
    measured: Measured
    expects: Expects
    matters: float | None = None
    years: tuple[int, int] | None = None
    decides: bool = True
    built_in: bool = False
    discount: float = 0.0

    @property
    def written(self) -> str:
        """The sum of arms as the file has it."""
        parts = [_part(arm, weight, first=not k) for k, (arm, weight) in enumerate(self.terms)]
        return " ".join(parts)


def _part(arm: str, weight: float, *, first: bool) -> str:
    size = "" if abs(weight) == 1 else f"{abs(weight):g} * "
    sign = ("-" if weight < 0 else "") if first else ("- " if weight < 0 else "+ ")
    return f"{sign}{size}{arm}"


@dataclass(frozen=True)
class Claim:
    """A claim as its file has it.

    ``fails_where`` are the world's parameters, named before any run, that decide where it should fail. ``without`` switches
    mechanisms off, by name, in all arms. ``cannot`` says what of it cannot be expressed; ``nothing`` of it can be where there
    are no tests.
    """

    id: str
    name: Texts
    claim: Texts
    elements: tuple[str, ...]
    arms: Mapping[str, Arm]
    tests: tuple[Test, ...]
    fails_where: tuple[str, ...] = ()
    without: Mapping[str, Values] = field(default_factory=dict)
    cannot: Texts | None = None

    @property
    def deciding(self) -> tuple[Test, ...]:
        """The tests that decide."""
        return tuple(test for test in self.tests if test.decides)

    def variants(self) -> dict[str, Mapping[str, Arm]]:
        """The claim's arms as they are, under an empty name, and those without each mechanism."""
        found: dict[str, Mapping[str, Arm]] = {"": self.arms}
        for name, values in self.without.items():
            found[name] = {key: Arm(arm.scenario, (*arm.set, *values), arm.scale) for key, arm in self.arms.items()}
        return found


def in_a_world(arm: Arm, scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The arm, whose scenario is given, in a world: it multiplies the world's own values; what it sets holds in every world."""
    found = in_world(scenario, values)
    base = found.base.copy()
    for entry, factor in arm.scale:
        low, high = ENTRIES[entry].domain
        base[:, COLUMN[entry]] = np.clip(base[:, COLUMN[entry]] * factor, low, high)
    return replace(found, base=base).holding(dict(arm.set))


def check_arm(arm: Arm, problem: Callable[..., Problem]) -> Iterator[Problem]:
    """Yield what is wrong with an arm: its scenario, or what its levers add up to in some month."""
    try:
        found = in_a_world(arm, load(arm.scenario), {})
    except ScenarioError as error:
        for one in error.problems:
            yield problem(one.given, allowed=one.allowed, advice=one.advice) if one.line is None else one
        return
    months = turning_months(found.changes)
    table = table_in(found.base, found.changes, months, found.districts)
    if most_shared_out(table) > 1 + ROUNDING:
        total = message("claim.shares", sum=f"{most_shared_out(table):.4g}")
        yield problem(total, allowed=message("at_most_1"), advice=message("lower_a_share"))
