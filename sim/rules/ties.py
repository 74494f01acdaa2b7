"""Ties between residents: who knows whom at the start, how ties warm and cool, what they carry (I8, E09, E26, E36)."""

from sim.parameters.culture import Culture
from sim.parameters.ties import Acquaintance, Contact
from sim.rules import rule
from sim.rules.arithmetic import exp, fixed, log
from sim.rules.culture import line_factor
from sim.rules.networks import is_on_duty
from sim.rules.packing import (
    WHOLE,
    pack_change,
    pack_shown,
    shows_active,
    shows_came,
    unpack_carried,
    unpack_change,
    whole_part,
)
from sim.rules.random_numbers import WORD, philox
from sim.state import Community, Many, Resident, Tie
from sim.state.random_numbers import ACTIVATION_OF, TIES_OF
from sim.state.words import AGE_30_49, AGE_50_59, AGE_70_79, ASSOCIATION_PERSON, BELIEVER, CHILD, FULL_TIE, OLD, TIES

BLOCK = 48
"""Doors of a building or a lane, among which those who are alike keep company."""
BESIDE = 3
"""Neighbours on each side, in the order in which a block keeps company."""
ACROSS, FAR, SEEN = 2, 16_000, 8
"""Ties across the community, how many doors away they lead at most, and how many people one meets before choosing."""
FAMILY, FAMILY_DOORS = 3, 12
"""Ties within a family at most, and how many doors away it lives."""
TURNS = 64
STEP, HALF_STEP = WHOLE // TURNS, WHOLE // (2 * TURNS)
"""Thresholds at which what is left over of a hundredth is rounded up [fixed point]: each 64th, in its middle."""


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


@rule
def begin_ties(residents: Many[Resident], how: Contact, lo_residents: int, *, key_low: int, key_high: int) -> None:
    """Activation before the first month, spread evenly up to twice its mean; full where activation is switched off.

    It is the same at both ends. From then on each end keeps it up by its own belonging, so that they drift apart a little.
    """
    tie = residents.column(Resident.tie)
    activation = residents.column(Resident.activation)

    n = len(tie) // TIES
    for k in range(TIES):
        for i in range(n):
            away = tie[k * n + i]
            word, _, _, _ = philox(
                lo_residents + i + min(away, 0),
                month=abs(away),
                purpose=ACTIVATION_OF,
                entered=0,
                key_low=key_low,
                key_high=key_high,
            )
            level = int(2.0 * FULL_TIE * how.active_at_start * (word + 0.5) / WORD)
            activation[k * n + i] = min(level, FULL_TIE) if how.tie_activation != 0.0 else FULL_TIE


@rule
def be_seen(me: Resident, here: Community, how: Contact, culture: Culture, month: int) -> None:
    """What those tied to a resident see, in one word, and what the month does to the resident's ties as ``warming`` packs it.

    Everyday contact goes in part with activities here, with culture's line of the neighbourhood and in part with a resident's
    own belonging; taking part together adds to it, and meeting in a culture group, for as many members as are in one. The
    ties of who has just come begin asleep.
    """
    everyday = (
        2.0
        * how.everyday_contact
        * (how.contact_alone + (1.0 - how.contact_alone) * here.gatherings)
        * line_factor(culture.neighbourhood_on_ties, reach=here.neighbourhood_reach)
    )
    meeting = how.contact_in_groups * here.in_groups if me.stage == ASSOCIATION_PERSON else 0.0
    rooted = 0.5 * how.contact_rooted + (1.0 - how.contact_rooted) * me.belonging
    contact = everyday * rooted + meeting
    contact += how.contact_of_elders * here.elders_reach if me.age_group >= OLD else 0.0
    alone, disuse = fixed(min(contact, 1.0)), fixed(how.tie_disuse)
    together = min(alone + (fixed(how.contact_together) if me.takes_part != 0 else 0), WHOLE)
    came = how.tie_activation != 0.0 and month > 0 and me.entered == month
    me.shown = pack_shown(
        belonging=fixed(me.belonging),
        active=me.takes_part != 0,
        believes=me.rumour == BELIEVER,
        serves=is_on_duty(me, here),
        came=came,
    )
    me.alone = warming(how, contact=alone, disuse=disuse, came=came)
    me.together = warming(how, contact=together, disuse=disuse, came=came)


@rule
def warming(how: Contact, *, contact: int, disuse: int, came: bool) -> int:
    """What a month's contact does to a tie, in one word: what it gains, and the share of it that is kept.

    Both in fixed point. A tie of who has just come begins asleep; where activation is switched off every tie is full.
    """
    change = 0 if came else pack_change(gained=FULL_TIE * contact, kept=max(WHOLE - contact - disuse, 0))
    return change if how.tie_activation != 0.0 else pack_change(gained=FULL_TIE * WHOLE, kept=0)


@rule
def meet(me: Resident, *, other: Resident, tie: Tie, tie_slot: int, month: int) -> None:
    """A tie's month: its activation, and times that what the other shows.

    It is raised by contact and by common participation, and fades; a tie to who has just come begins asleep.
    """
    gained, kept = unpack_change(me.together if shows_active(other.shown) else me.alone)
    level = warmed(tie, kept, gained=gained, turn=5 * tie_slot + 37 * month)
    level = 0 if shows_came(other.shown) else level
    tie.activation = level
    me.carried += level * other.shown


@rule
def warmed(tie: Tie, kept: int, *, gained: int, turn: int) -> int:
    """Activation of a tie next month, in hundredths: a share of what it was, and what is gained, in fixed point.

    What is left over of a hundredth is rounded by a threshold that goes through all 64ths as months pass, so that small
    changes are not lost.
    """
    return whole_part(tie.activation * kept + gained + turn % TURNS * STEP + HALF_STEP)


@rule
def take_in(me: Resident) -> None:
    """Sums that ties carried: their activation, that of those to who took part, believed a rumour, is on duty; belonging."""
    me.active_ties, me.peers_active, me.peers_believing, me.peers_on_duty, me.peers_belonging = unpack_carried(
        me.carried
    )


@rule
def tie_share(me: Resident) -> float:
    """What a hundredth of a tie is of all the ties of a resident; of who has none, of one."""
    return 1.0 / (FULL_TIE * max(me.n_peers, 1))


@rule
def awake_ties(me: Resident, how: Contact) -> float:
    """How far a resident's ties are awake, against what ties were at the start; 0 for who knows nobody."""
    return me.active_ties * tie_share(me) * (1.0 / max(how.active_at_start, 0.01))
