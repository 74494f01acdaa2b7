"""One person's two lives: what differs first, and why."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.errors import InputError
from sim.language import message
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.studies.why.chain import Link, Replays, chain
from sim.studies.why.inputs import Target
from sim.studies.why.replay import Month
from sim.studies.why.worlds import Setting, World, places, worlds_of

Choice = Literal["given", "random", "most_helped", "most_hurt"]
LIVED = ("takes_part", "volunteers", "case_domain", "satisfaction", "stage", "trust", "belonging")
DECIDED = (
    *("takes_part", "volunteers", "stage", "registered_volunteer", "rumour"),
    *("case_domain", "case_found", "case_decided", "standing_domain", "standing_found", "experience"),
)
"""Columns at a month's end that say what a resident decided and what befell the resident.

A case that began and ended within the month has left nothing but the experience of it.
"""
PASSING = (
    *(
        "votes",
        "organizes",
        "wants_place",
        "is_new",
        "newly_found",
        "case_pressed",
        "paper_closed",
        "entitled",
        "standing_entitled",
    ),
    *("helped_by", "passed_on", "can_pay", "fee_paid", "standing_change", "standing_by", "case_end"),
)
"""Columns within a month that say so."""


@dataclass(frozen=True, eq=False)
class Story:
    """Two lives of one resident in one city with one luck.

    ``draw`` is the seed of the lot by which the resident was drawn, ``stayed`` among how many who live here throughout.

    ``lives`` maps a column to both worlds' values by month, shape (2, months), NaN after the resident has left. ``month`` is
    the first in which a decision differs, ``drifts`` the first in which any number does; None where none does. ``links`` lead
    from that decision back to its cause. ``names`` are what the city's file calls its communities; empty texts without it.
    ``firsts`` are the first residents of communities, and one more for the end of the last.
    """

    scenarios: tuple[str, str]
    setting: Setting
    start: str
    choice: Choice
    draw: int | None
    stayed: int | None
    resident: int
    community: int
    firsts: tuple[int, ...]
    names: tuple[str, ...]
    kind: int
    age_group: int
    registered: int
    lives: dict[str, Floats]
    drifts: int | None
    month: int | None
    links: tuple[Link, ...]

    @property
    def present(self) -> int:
        """Months that the resident lives here."""
        return int((~np.isnan(self.lives["satisfaction"][0])).sum())


def tell(first: Scenario, *, second: Scenario, setting: Setting, resident: int | Choice, draw: int = 0) -> Story:
    """Tell what the same resident lives through under two scenarios.

    Parameters
    ----------
    resident
        A place in the city from 0, or who to choose of those who live here throughout: by lot, or the one whose mean
        satisfaction gains or loses most.
    draw
        Seed of the lot.

    Raises
    ------
    InputError
        If the city has no such resident; residents are told by number from 1.
    """
    one, other = worlds_of([first, second], setting)
    worlds = one, other
    start = worlds[0].state
    chosen, stayed = _chosen(worlds, resident, draw)
    community = int(np.searchsorted(start.first["residents"], chosen, side="right")) - 1
    facts = {name: int(start.residents.columns[name][chosen]) for name in ("age_group", "registered")}
    kind = int(start.communities.kind[community])
    lives, drifts, month = _lived(worlds, chosen)
    return Story(
        scenarios=(first.reference, second.reference),
        setting=setting,
        start=first.start,
        choice=resident if isinstance(resident, str) else "given",
        draw=draw if resident == "random" else None,
        stayed=stayed,
        resident=chosen,
        community=community,
        firsts=tuple(start.first["residents"].tolist()),
        names=tuple(place.name for place in places(setting.city, size=setting.size, seed=setting.city_seed)[0]),
        kind=kind,
        lives=lives,
        drifts=drifts,
        month=month,
        links=() if month is None else _why(worlds, chosen, community=community, month=month),
        **facts,
    )


def _chosen(worlds: tuple[World, World], resident: int | Choice, draw: int) -> tuple[int, int | None]:
    """A resident's place, and out of how many who live here throughout it was chosen."""
    n = worlds[0].state.residents.n
    if not isinstance(resident, str):
        if not 0 <= resident < n:
            raise InputError(message("no_resident", given=resident + 1, count=n))
        return resident, None
    gains = _gains(worlds)
    if np.isnan(gains).all():
        raise InputError(message("nobody_stays"))
    stayed = np.flatnonzero(~np.isnan(gains))
    if resident == "random":
        return int(np.random.default_rng(draw).choice(stayed)), len(stayed)
    return int(np.nanargmax(gains) if resident == "most_helped" else np.nanargmin(gains)), len(stayed)


def _gains(worlds: tuple[World, World]) -> Floats:
    """Each resident's gain in mean satisfaction; NaN for who does not stay throughout."""
    totals = []
    for world in worlds:
        world.rewind()
        total = np.zeros(world.state.residents.n)
        for _ in range(world.setting.months):
            world.live()
            total += world.state.residents.satisfaction
        totals.append(np.where(world.state.residents.entered == 0, total / world.setting.months, np.nan))
    return np.asarray(totals[1] - totals[0])


def _lived(worlds: tuple[World, World], resident: int) -> tuple[dict[str, Floats], int | None, int | None]:
    months = worlds[0].setting.months
    lives = {name: np.full((2, months), np.nan) for name in LIVED}
    drifts: int | None = None
    differs: int | None = None
    for world in worlds:
        world.rewind()
    for month in range(months):
        for k, world in enumerate(worlds):
            world.live()
            if world.state.residents.entered[resident] == 0:
                for name, values in lives.items():
                    values[k, month] = world.state.residents.columns[name][resident]
        if any(world.state.residents.entered[resident] != 0 for world in worlds):
            break
        drifts = month if drifts is None and _differ(worlds, resident, None) else drifts
        differs = month if differs is None and _differ(worlds, resident, DECIDED) else differs
    return lives, drifts, differs


def _differ(worlds: tuple[World, World], resident: int, names: tuple[str, ...] | None) -> bool:
    one, other = (world.state.residents for world in worlds)
    columns = names or tuple(name for name, array in one.columns.items() if len(array) == one.n)
    return any(one.columns[name][resident] != other.columns[name][resident] for name in columns)


def _why(worlds: tuple[World, World], resident: int, *, community: int, month: int) -> tuple[Link, ...]:
    replays = Replays(worlds)
    months = replays.months(month, community=community)
    agent = resident - months[0].first["residents"]
    for k in range(len(months[0].steps)):
        for place in months[0].written(k):
            if (
                place[0] == "residents"
                and place[1] in (*DECIDED, *PASSING)
                and _apart(months, place, k + 1, agent=agent)
            ):
                return chain(replays, Target(place, agent), month, community=community, step=k + 1)
    return ()


def _apart(months: tuple[Month, Month], place: tuple[str, str], step: int, *, agent: int) -> bool:
    one, other = (month.value(place, step)[agent] for month in months)
    return bool(one != other)
