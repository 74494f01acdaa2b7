"""Making a city: the frame in columns, then a program of two steps for residents, their ties and organizations."""

import functools
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.city.figures import Profile
from sim.city.layout import Layout, lay_out
from sim.city.own import Members, means_by_type, members
from sim.city.placing import place_given
from sim.engine.binding import worth_threads
from sim.engine.columns import Column, State, Table, allocate, columns_of
from sim.engine.compiled import Compiled
from sim.engine.program import Program
from sim.engine.steps import Each, Settle, Step, Total
from sim.model.month import MONTH
from sim.model.tables import TABLES
from sim.parameters.flat import WORLD, offsets
from sim.rules import initial_state, membership, needs, participation, recurring_needs, ties
from sim.scenario.months import month_of_year
from sim.state import CommunityToBe, OrganizationAtStart, OrganizationToBe, Record, ResidentAtStart
from sim.state.record import blocks
from sim.state.words import (
    ADULT,
    CHILDREN_EDUCATION,
    DEPARTMENT_OFFICE,
    DISTRICT_OFFICE,
    ELDERLY_CARE,
    FILED,
    N_TYPES,
    PEOPLE,
    STREET_OFFICE,
    VACANT,
)

Floats = npt.NDArray[np.float64]

TO_BE: dict[str, type[Record]] = {"communities": CommunityToBe, "organizations": OrganizationToBe}
"""What communities and organizations are while the city is made; what they have more than later goes out at the end."""
STEPS: tuple[Step, ...] = (
    Settle(initial_state.share_posts, city=True),
    Each("residents", initial_state.be_someone),
    Each("residents", initial_state.feel_something),
    Settle(participation.begin_rank),
    Each("residents", needs.begin_health),
    Settle(ties.make_ties),
    Settle(ties.begin_ties),
    Each("residents", membership.begin_stage),
    Each("residents", initial_state.have_case),
    Each("residents", needs.open_case, where="is_new"),
    Each("residents", initial_state.have_waited, where="is_new"),
    Each("residents", initial_state.is_complex, where="is_new"),
    Each("residents", initial_state.join_party),
    Each("residents", recurring_needs.have_standing),
    Settle(initial_state.believe_something),
    Settle(initial_state.count_open),
    Each("organizations", initial_state.begin_organization),
    *(step for step in MONTH if isinstance(step, Total) or step.name in ("sum_up", "count_groups", "add_up_cells")),
    Settle(initial_state.open_books, city=True),
)
DRAWS = blocks(ResidentAtStart, OrganizationAtStart)


def making_tables() -> dict[str, Table]:
    """The model's tables with the columns that only the making has."""
    return {name: replace(one, columns=(*one.columns, *_more(name))) for name, one in TABLES.items()}


def _more(table: str) -> tuple[Column, ...]:
    """The columns of a table that only the making has."""
    known = {column.name for column in TABLES[table].columns}
    return tuple(one for one in columns_of(TO_BE[table]) if one.name not in known) if table in TO_BE else ()


@functools.cache
def making_program() -> Program:
    """The steps that make residents and organizations, as a program for the engines."""
    return Program(making_tables(), STEPS, offsets(WORLD), DRAWS)


def make_city(
    profile: Profile, size: str, key: tuple[int, int], world: Floats, with_scratch: bool = False, threads: int = 1
) -> State:
    """A city before its first month.

    Parameters
    ----------
    profile, size
        The city and how much of it: ``hamlet``, ``neighbourhood``, ``district`` or ``city``.
    key
        The city's 64-bit seed as two 32-bit words.
    world
        World parameters of the first month, float64 in the order of ``sim.parameters.flat.WORLD``.
    with_scratch
        Whole scratch columns too, as the Mesa engine needs them.
    threads
        Chunks of communities that are made side by side; the city is the same for any number.

    Raises
    ------
    ProblemsError
        Where what the profile gives resident by resident is not for this city at this size.
    """
    layout = lay_out(profile, size, key)
    state = frame(profile, layout, world, with_scratch)
    worth = worth_threads(threads, agents=state.residents.n)
    Compiled(making_program(), state, worth).run_month(0, key, world)
    if profile.given is not None:
        place_given(profile.given, state)
    for table in TO_BE:
        for column in _more(table):
            del state.tables[table].columns[column.name]
    return state


def frame(profile: Profile, layout: Layout, world: Floats, with_scratch: bool = False) -> State:
    """A city's communities, offices and places of organizations, before anybody lives there."""
    counts = {
        "residents": int(layout.first_residents[-1]),
        "organizations": len(layout.form),
        "communities": len(layout.kind),
        "offices": len(layout.role),
        "city": 1,
    }
    tables = {name: allocate(table, counts[name], with_scratch) for name, table in making_tables().items()}
    state = State(tables, {"residents": layout.first_residents, "organizations": layout.first_organizations})
    _fill_communities(profile, layout, state)
    state.offices.role[:] = layout.role
    state.offices.claim[:] = _claims(profile, layout, world)
    state.organizations.form[:] = np.minimum(layout.form, FILED)  # who is founded begins as filed
    state.organizations.alive[:] = layout.form < VACANT
    state.tables["city"].held[PEOPLE] = counts["residents"]
    return state


def _fill_communities(profile: Profile, layout: Layout, state: State) -> None:
    start, kind, given = profile.start, layout.kind, _given(profile, layout)
    for name in ("kind", "district", "street", "by_street", "n_residents"):
        state.communities.columns[name][:] = getattr(layout, name)
    state.communities.columns["age_shares"][:] = given.ages.ravel()
    state.communities.columns["activity_at_start"][:] = _activity(profile, kind, given.ages).ravel()
    state.communities.columns["spread_at_start"][:] = np.tile(start.spread, len(kind))
    state.communities.columns["starting_month"][:] = month_of_year(profile.city.start)
    figures = {
        "staff_posts": layout.n_residents * given.staff_per_1000 / 1000,
        "budget_factor": given.budget_factor,
        "registered_share": given.registered,
        "belonging_at_start": np.array(start.belonging)[kind],
        "trust_at_start": start.trust,
        "experience_at_start": start.experience,
        "expectation_at_start": start.experience if start.expectation is None else start.expectation,
        "open_share_at_start": start.open_share,
        "waiting_at_start": start.waiting,
        "expectation_follows": start.expectation_follows,
        "expectation_apart": (1 - start.expectation_follows**2) ** 0.5,
        "registered_posts": profile.organizations.registered_posts,
        "filed_posts": profile.organizations.filed_posts,
        "street_residents": layout.street_residents,
        "organization_spread": profile.organizations.size_spread,
        "government_share_at_start": profile.organizations.government_share,
        "registered_of_willing": start.registered_of_willing,
        "believers_at_start": start.believers,
    }
    for name, values in figures.items():
        state.communities.columns[name][:] = values


def _activity(profile: Profile, kind: npt.NDArray[np.int64], ages: Floats) -> Floats:
    """Share of each age group that takes part, of shape (communities, 8): of those of 15 or older the type's share."""
    by_age, grown = np.array(profile.start.takes_part_by_age), ages[:, ADULT:]
    usual = (grown * by_age[ADULT:]).sum(axis=1) / np.maximum(grown.sum(axis=1), 1e-12)
    share: Floats = np.array(profile.start.takes_part)[kind][:, None] * by_age / np.maximum(usual, 1e-12)[:, None]
    return np.minimum(share, 1.0)


def _given(profile: Profile, layout: Layout) -> Members:
    """What each community is given: its own figures, or its type's."""
    if layout.listed is not None:
        return members([profile.communities[place] for place in layout.listed])
    if profile.communities:
        return means_by_type(profile.communities, layout.kind)
    types, ones = list(profile.types.values()), np.ones(len(layout.kind))
    return Members(
        np.array([t.ages for t in types])[layout.kind],
        np.array([t.registered for t in types])[layout.kind],
        profile.committees.posts_per_1000 * ones,
        ones,
    )


def _claims(profile: Profile, layout: Layout, world: Floats) -> Floats:
    """Departments start from what residents of these ages need, districts from open cases, streets from the middle."""
    places = making_program().world
    ages = np.average(
        [kind.ages for kind in profile.types.values()],
        axis=0,
        weights=np.bincount(layout.kind, layout.n_residents, N_TYPES),
    )
    weights = world[places["domain_weight"]].copy()
    weights[ELDERLY_CARE] *= world[places["elderly_care_interest"]] @ ages
    weights[CHILDREN_EDUCATION] *= world[places["children_interest"]] @ ages
    local = np.average(
        [kind.registered for kind in profile.types.values()],
        weights=np.bincount(layout.kind, layout.n_residents, N_TYPES),
    )
    weights *= local + (1 - local) * world[places["unregistered_interest"]]
    claims = np.select([layout.role == DISTRICT_OFFICE, layout.role == STREET_OFFICE], [profile.start.open_share, 0.5])
    np.place(claims, layout.role == DEPARTMENT_OFFICE, weights / max(weights.sum(), 1e-12))
    return claims
