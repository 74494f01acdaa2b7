"""Who knows whom when a city begins: mutual ties along doors, within families and across the community (I8; model-2, 4)."""

from __future__ import annotations

from sim.quantities import ByAge, Group, share
from sim.rules.arithmetic import exp, log
from sim.rules.random_numbers import WORD, philox
from sim.rules.rule import rule
from sim.state import Many, Resident
from sim.state.random_numbers import TIES_OF
from sim.state.words import AGE_30_49, AGE_50_59, AGE_70_79, CHILD, TIES

BLOCK = 48
"""Doors of a building or a lane, among which those who are alike keep company."""
BESIDE = 3
"""Neighbours on each side, in the order in which a block keeps company."""
ACROSS, FAR, SEEN = 2, 16_000, 8
"""Ties across the community, how many doors away they lead at most, and how many people one meets before choosing."""
FAMILY, FAMILY_DOORS = 3, 12
"""Ties within a family at most, and how many doors away it lives."""


class Acquaintance(Group):
    """Whom residents know."""

    homophily: float = share(0.3, (0, 0.7), source="S50, S69 (direction)").means(
        "how far those of like registration and age keep company beyond chance",
        "户籍与年龄相近者相互来往超出随机的程度",
    )
    neighbours_kept: float = share(0.97, (0.7, 1)).means(
        "of three neighbours on each side, those whom a resident knows", "左右各三户邻居中相识的比例"
    )
    acquaintances_across: float = share(0.65, (0.3, 1), source="direction: evidence (long ties 1-2)").means(
        "of two ties across the community, those that a resident has", "跨社区远距离联系（至多两条）中实际拥有的比例"
    )
    contacts_by_age: ByAge = share(
        ByAge.from_youngest(1.0, 1.0, 1.0, 1.0, 1.0, 0.85, 0.7, 0.55),
        (0.3, 1),
        source="N18 (flat to 55, then falling: direction)",
    ).means("contacts against those of people under 60", "各年龄段的社会联系相对60岁以下居民的比例")


@rule
def make_ties(residents: Many[Resident], how: Acquaintance, lo_residents: int, *, key_low: int, key_high: int) -> None:
    """Ties of residents, each known at both ends: family, three neighbours on each side, two people across the community.

    Neighbours stand in the order in which their block keeps company (Watts and Strogatz's ring, opened), so that who knows two
    people often sees them know each other. The old have fewer ties.
    """
    tie = residents.column(Resident.tie)
    line = residents.column(Resident.chosen)

    n = len(residents)
    for i in range(n):
        residents[i].n_peers = 0
        for k in range(TIES):
            tie[k * n + i] = 0
    keep_company(residents, how, lo_residents, key_low=key_low, key_high=key_high)
    for i in range(n):
        know_family(residents, i)
    for q in range(1, BESIDE + 1):
        for p in range(n - q):
            one, other = 0 + line[p], 0 + line[p + q]
            word, _, _, _ = philox(
                lo_residents + one, month=q, purpose=TIES_OF, entered=0, key_low=key_low, key_high=key_high
            )
            if word < WORD * how.neighbours_kept * contacts(residents, how, one, other):
                know(residents, one, other)
    for turn in range(BESIDE + 1, BESIDE + 1 + ACROSS):
        know_across(residents, how, lo_residents, turn=turn, key_low=key_low, key_high=key_high)


@rule
def keep_company(
    residents: Many[Resident],
    how: Acquaintance,
    lo_residents: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """The order in which each block keeps company: some by registration and age, others anywhere; ``homophily`` of pairs do.

    The second half of the line has everybody's place on a scale of 32 bits, the first half who stands where.
    """
    line = residents.column(Resident.chosen)

    n, together = len(residents), exp(0.5 * log(how.homophily))
    for i in range(n):
        anywhere, alike, _, _ = philox(
            lo_residents + i, month=0, purpose=TIES_OF, entered=0, key_low=key_low, key_high=key_high
        )
        likeness = (residents[i].registered * 8 + residents[i].age_group) * (WORD >> 4) + (anywhere >> 4)
        line[n + i] = likeness if alike < WORD * together else anywhere
    for begin in range(0, n, BLOCK):
        end = min(begin + BLOCK, n)
        for i in range(begin, end):
            place = begin
            for j in range(begin, end):
                place += line[n + j] < line[n + i] or (line[n + j] == line[n + i] and j < i)
            line[place] = i


@rule
def know_across(
    residents: Many[Resident],
    how: Acquaintance,
    lo_residents: int,
    *,
    turn: int,
    key_low: int,
    key_high: int,
) -> None:
    """Everybody meets someone across the community; some choose who is alike. The old keep fewer of these."""
    line = residents.column(Resident.chosen)

    n = len(residents)
    for begin in range(0, n, FAR):
        meet_across(residents, begin, lo_residents=lo_residents, turn=turn, key_low=key_low, key_high=key_high)
        end = min(begin + FAR, n)
        for p in range(begin, end - 1, 2):
            one = 0 + line[p]
            word, seen, _, _ = philox(
                lo_residents + one, month=turn + ACROSS, purpose=TIES_OF, entered=0, key_low=key_low, key_high=key_high
            )
            if seen < WORD * how.homophily:
                prefer_alike(residents, p, end=end)
            other = 0 + line[p + 1]
            kept = contacts(residents, how, one, other)
            if word < WORD * how.acquaintances_across * kept * kept:
                know(residents, one, other)


@rule
def meet_across(
    residents: Many[Resident],
    begin: int,
    *,
    lo_residents: int,
    turn: int,
    key_low: int,
    key_high: int,
) -> None:
    """Put those of a part of the community in an order by chance; who stands beside one another may come to know each other."""
    line = residents.column(Resident.chosen)

    end = min(begin + FAR, len(residents))
    for i in range(begin, end):
        line[i] = i
    for i in range(end - 1, begin, -1):
        word, _, _, _ = philox(
            lo_residents + i, month=turn, purpose=TIES_OF, entered=0, key_low=key_low, key_high=key_high
        )
        j = begin + (word * (i + 1 - begin) >> 32)
        one, other = line[i], line[j]
        line[i] = other
        line[j] = one


@rule
def prefer_alike(residents: Many[Resident], place: int, *, end: int) -> None:
    """Of the next people in line the first who is alike comes to stand beside one."""
    line = residents.column(Resident.chosen)

    best = place + 1
    for p in range(min(place + SEEN, end - 1), place, -1):
        best = p if alike(residents, line[place], line[p]) else best
    one, other = line[place + 1], line[best]
    line[place + 1] = other
    line[best] = one


@rule
def alike(residents: Many[Resident], one: int, other: int) -> bool:
    """Whether two residents have the same registration and are at most one age group apart."""
    near = abs(residents[one].age_group - residents[other].age_group) < 2
    return near and residents[one].registered == residents[other].registered


@rule
def contacts(residents: Many[Resident], how: Acquaintance, one: int, other: int) -> float:
    """What the age of two residents leaves of their ties: that of the one who has fewer."""
    return min(how.contacts_by_age[residents[one].age_group], how.contacts_by_age[residents[other].age_group])


@rule
def know_family(residents: Many[Resident], i: int) -> None:
    """A child is tied to the nearest of 30-49, who may be a parent; someone of 70 or older to the nearest of 30-59."""
    n = len(residents)
    young, old = residents[i].age_group == CHILD, residents[i].age_group >= AGE_70_79
    oldest = AGE_30_49 if young else AGE_50_59
    found = not (young or old)
    for step in range(2, 2 * FAMILY_DOORS + 2):
        away = step // 2 if step % 2 == 0 else -(step // 2)
        there = not found and i + away >= 0 and i + away < n
        j = i + away if there else i
        adult = residents[j].age_group >= AGE_30_49 and residents[j].age_group <= oldest
        same = residents[j].registered == residents[i].registered
        if there and adult and same and residents[j].n_peers < FAMILY:
            know(residents, i, j)
            found = True


@rule
def know(residents: Many[Resident], one: int, other: int) -> None:
    """Two residents know each other from now on, if both have room and did not before."""
    tie = residents.column(Resident.tie)

    n, known = len(residents), one == other
    for k in range(residents[one].n_peers):
        known = known or tie[k * n + one] == other - one
    if known or residents[one].n_peers >= TIES or residents[other].n_peers >= TIES:
        return
    tie[residents[one].n_peers * n + one] = other - one
    tie[residents[other].n_peers * n + other] = one - other
    residents[one].n_peers += 1
    residents[other].n_peers += 1
