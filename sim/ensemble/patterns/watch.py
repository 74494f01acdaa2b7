"""Following people: what patterns need beyond the outcomes that every run reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.model.advance import advance
from sim.model.books import Books
from sim.runs.single import build
from sim.scenario import Scenario
from sim.state.words import FILED, N_AGES, REGISTERED

Array = npt.NDArray[np.float64]
People = npt.NDArray[np.int16]
KEPT = (
    *("takes_part", "helps", "volunteers", "attends", "asked", "volunteer_minutes", "registered_volunteer"),
    *("entered", "age_group", "registered", "party_member"),
)
COUNTED = (
    *("arrived", "resolved", "reported_opened", "reported_closed", "known_open", "decided_now", "electors", "voters"),
    *("staff_time", "own_time"),
)


@dataclass(frozen=True)
class Watched:
    """A run with its people: ``people[name]`` is of shape (months, residents), ``counts[name]`` (months, width).

    ``city`` are the outcomes, ``organizations`` per month rows of: registered, filed, registered ones' mean and median
    posts, and the share of posts left in the month.
    """

    people: dict[str, People]
    counts: dict[str, Array]
    city: dict[str, Array]
    organizations: Array
    cross_ties: Array
    community: npt.NDArray[np.int64]
    residents: int
    _did: dict[tuple[str, int], npt.NDArray[np.bool_]] = field(default_factory=dict, repr=False)

    @property
    def years(self) -> int:
        """Whole years."""
        return len(self.organizations) // 12

    def in_year(self, name: str, year: int) -> People:
        """A kept column over the months of a year."""
        return self.people[name][12 * year : 12 * year + 12]

    def did(self, name: str, year: int) -> npt.NDArray[np.bool_]:
        """Who did something in some month of a year, of all residents."""
        if (name, year) not in self._did:
            self._did[name, year] = self.in_year(name, year).max(axis=0) > 0
        return self._did[name, year]

    def present(self, *, first: int, last: int, ages: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Residents who lived here from the first month of one year to the last of another, of these age groups at first."""
        asked = np.zeros(N_AGES, bool)
        asked[list(ages)] = True
        stayed = self.people["entered"][12 * last + 11] <= 12 * first
        return np.asarray(stayed & asked[self.people["age_group"][12 * first]], bool)


def watch(scenario: Scenario, seed: int, *, months: int, size: str, city: str = "ningbo") -> Watched:
    """Run a scenario on the compiled engine and keep what patterns are read from."""
    schedule = scenario.schedule(months)
    machine = build(load_profile(city), schedule, seed, size, engine="compiled")
    state, books = machine.state, Books(months, communities=machine.state.communities.n)
    people: dict[str, People] = {name: np.empty((months, state.residents.n), np.int16) for name in KEPT}
    counts: dict[str, list[Array]] = {name: [] for name in COUNTED}
    organizations, staff = [], state.organizations.staff.copy()
    for month in range(months):
        advance(machine, schedule, month, seed=seed)
        books.enter(month, state)
        for name in KEPT:
            people[name][month] = state.residents.columns[name]
        for name in COUNTED:
            counts[name].append(state.communities.columns[name].reshape(state.communities.n, -1).sum(axis=0))
        organizations.append(_organizations(state, staff))
        staff = state.organizations.staff.copy()
    return Watched(
        people,
        {name: np.stack(each).astype(np.float64) for name, each in counts.items()},
        books.city(),
        np.array(organizations),
        _cross_ties(state),
        np.repeat(np.arange(state.communities.n), state.communities.n_residents),
        state.residents.n,
    )


def _organizations(state: State, before: Array) -> tuple[float, ...]:
    rows = state.organizations
    registered = (rows.form == REGISTERED) & (rows.alive == 1)
    posts = rows.staff[registered]
    left = before[registered] - np.minimum(rows.staff_staying[registered], before[registered])
    return (
        registered.sum(),
        ((rows.form == FILED) & (rows.alive == 1)).sum(),
        posts.mean() if len(posts) else np.nan,
        np.median(posts) if len(posts) else np.nan,
        left.sum() / max(before[registered].sum(), 1e-9),
    )


def _cross_ties(state: State) -> Array:
    """Share of a resident's tie activation that is with residents of the other registration, at the end."""
    rows = state.residents
    ties, weight = (
        state.of_ties("residents", name="tie").astype(np.int64),
        state.of_ties("residents", name="activation").astype(np.float64),
    )
    weight = np.where(ties != 0, weight, 0.0)
    others = rows.registered[np.arange(rows.n)[:, None] + ties]
    crossing = (weight * (others != rows.registered[:, None])).sum(axis=1)
    share: Array = np.divide(crossing, weight.sum(axis=1), out=np.zeros(rows.n), where=weight.sum(axis=1) > 0)
    return share
