"""Grid cells: a worker walks from home to home, sees what is hidden, and is paid for the hours (E18, E72; model-2, 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import Group, quantity, share
from sim.rules.arithmetic import exp, log
from sim.rules.networks import done_with_people
from sim.rules.rule import rule
from sim.state import Community, Many, Resident

if TYPE_CHECKING:
    from sim.parameters import Levers, World


class Rounds(Group):
    """What a worker does in a cell."""

    usual_cell: float = quantity(
        1080.0, (500, 2_000), unit="residents per cell", domain=(1, 100_000), source="S24"
    ).means(
        "residents of a usual cell, for which the way from home to home is given", "常规网格的居民数（步行时间的基准）"
    )
    people_per_home: float = quantity(2.6, (2.2, 3.2), unit="residents", domain=(1, 100)).means(
        "residents of a home", "每户居民数"
    )
    round_minutes: float = quantity(600.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000)).means(
        "time that one of the committee's own staff gives to rounds in a cell",
        "居（村）委会人员每月在所包网格走访的时间",
    )
    front_line_rounds: float = share(0.4, (0.2, 0.6)).means(
        "time of front-line staff that goes into rounds in their cells", "一线人员用于网格走访的时间比例"
    )
    door_minutes: float = quantity(15.0, (8, 30), unit="minutes per home", domain=(0.1, 10_000)).means(
        "a worker's time at a home that is visited", "网格员在每户停留的时间"
    )
    walk_minutes: float = quantity(6.0, (2, 20), unit="minutes per home", domain=(0, 10_000)).means(
        "a worker's way from home to home in a usual cell; it grows with the root of the residents per worker",
        "常规网格中户与户之间的步行时间；随每名人员所负责居民数的平方根增长",
    )


@rule
def walk_cells(here: Community, policy: Levers, world: World) -> None:
    """Homes that workers see in a month's rounds, what that finds, and the time that it takes from the committee's own staff.

    A cell has a worker of its own as far as there are posts: front-line staff first, who have most of their day for it, then
    the committee's own, beside their other work. The time that a front-line worker without a cell would walk goes into
    cases. The more residents there are for each worker, the longer the way from home to home. A cap on tasks also caps some
    of the rounds.
    """
    covered = policy.grid.coverage * here.n_residents
    cells = covered / policy.grid.residents_per_cell
    by_front_line = min(cells, here.front_line_posts)
    by_own = min(cells - by_front_line, here.staff_posts)
    done = done_with_people(policy.assessment, world.networks)
    minutes = by_own * world.rounds.round_minutes * done
    walking = world.committees.post_minutes * world.rounds.front_line_rounds
    per_worker = covered / max(by_front_line + by_own, 0.000001)
    way = world.rounds.walk_minutes * exp(0.5 * log(per_worker / world.rounds.usual_cell))
    homes = (minutes + by_front_line * walking * done) / (world.rounds.door_minutes + way)
    here.rounds_time = minutes
    here.homes_seen = homes
    here.covered = int(covered + 0.5)
    here.grid_finds = 1.0 - exp(
        -world.members.visit_finds * homes * world.rounds.people_per_home / max(covered, 0.000001)
    )
    here.spare_committee_minutes += int((here.front_line_posts - by_front_line) * walking)


@rule
def cover_homes(residents: Many[Resident], here: Community) -> None:
    """Which residents with a case live in a cell: cells are laid out from the first door on."""
    holders = residents.column(Resident.holders)

    for place in range(here.n_holders):
        i = holders[place]
        residents[i].in_cell = i < here.covered
