"""One month of any engine: levers in, the month's steps, the books checked."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from sim.engine.columns import State
from sim.errors import AccountError
from sim.parameters.flat import LEVERS
from sim.parameters.vectors import TYPES
from sim.scenario import Schedule
from sim.state.words import ACCOUNTS, FIRST_DISTRICT

Floats = npt.NDArray[np.float64]
Key = tuple[int, int]
CITY, MASK = 0x63697479, 0xFFFFFFFF
PLACES = {lever.name: k for k, lever in enumerate(LEVERS)}
INTERVENTIONS = (
    *("publicity", "culture", "service", "problem_solving", "organization_involvement", "survey_effort", "one_stop"),
    *("asking", "culture_groups", "elder_care_associations", "incubation", "training_places", "monitoring"),
    *("coverage", "front_line_staff", "active_share", "firm_reach"),
    *("platform_reach", "screening", "transparency", "face_to_face"),
)
"""What one intensity multiplies."""


class Engine(Protocol):
    """Whatever can run a month of a state in place."""

    state: State

    def run_month(self, month: int, key: Key, world: Floats) -> None:
        """Run one month in place; ``key`` is the luck's seed, ``world`` the month's parameters."""


def luck_key(seed: int) -> Key:
    """The seed as two 32-bit words: what happens to people."""
    return seed & MASK, seed >> 32 & MASK


def city_key(seed: int) -> Key:
    """The same seed for the city: who people are, apart from what happens to them."""
    return seed & MASK, (seed >> 32 & MASK) ^ CITY


def advance(engine: Engine, schedule: Schedule, month: int, seed: int) -> None:
    """Run a month under a schedule, counted from the start; the rules' month counts from January of the starting year.

    Raises
    ------
    AccountError
        If money, cases or people do not balance.
    """
    apply_levers(engine.state, schedule, month)
    calendar = int(engine.state.communities.columns["starting_month"][0]) + month  # fiscal years begin in January
    engine.run_month(calendar, luck_key(seed), schedule.world[month])
    check_books(engine.state, month)


def apply_levers(state: State, schedule: Schedule, month: int) -> None:
    """Put the month's levers into the communities' columns, by type and district; budgets times the community's own factor."""
    if not schedule.changes[month]:
        return
    row = state.communities.columns["kind"].copy()
    for place, number in enumerate(schedule.districts, start=1):
        row[state.communities.columns["district"] == FIRST_DISTRICT + number - 1] += place * len(TYPES)
    chosen = intensified(schedule.levers[month])
    for k, lever in enumerate(LEVERS):
        state.communities.columns[lever.name][:] = chosen[:, k][row]
    state.communities.columns["budget_per_resident"] *= state.communities.columns["budget_factor"]


def intensified(chosen: Floats) -> Floats:
    """Levers by type and entry, with every intervention times the intensity, no further than its domain.

    The budget follows where it is to.
    """
    multiplier, follows = chosen[:, PLACES["multiplier"]], chosen[:, PLACES["budget_follows"]]
    result = chosen.copy()
    for name in INTERVENTIONS:
        result[:, PLACES[name]] = np.minimum(chosen[:, PLACES[name]] * multiplier, LEVERS[PLACES[name]].domain[1])
    result[:, PLACES["budget_per_resident"]] *= np.where(follows != 0.0, multiplier, 1.0)
    return result


def check_books(state: State, month: int) -> None:
    """Stop the run where an account does not balance.

    Raises
    ------
    AccountError
        Naming the account, the month and both sides.
    """
    held, expected = state.city.columns["held"], state.city.columns["expected"]
    if held.tobytes() != expected.tobytes():
        k = int(np.argmax(held != expected))
        counted = {"cases": "cases", "people": "people", "reported cases": "cases", "standing cases": "cases"}
        unit = counted.get(ACCOUNTS[k], "fen")
        sides = f"it holds {held[k]} {unit} and should hold {expected[k]}"
        raise AccountError(f"account {ACCOUNTS[k]!r} does not balance in month {month}: {sides}")
