"""Ties that are active or asleep: what raises and lowers their activation, what they carry (E09, E26, E36; model.md 4.2)."""

from sim.quantities import Group, per_month, share, switch
from sim.rules.arithmetic import fixed
from sim.rules.culture import Culture, line_factor
from sim.rules.members import is_on_duty
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
from sim.rules.rule import rule
from sim.state import Community, Many, Resident, Tie
from sim.state.random_numbers import ACTIVATION_OF
from sim.state.words import ASSOCIATION_PERSON, BELIEVER, FULL_TIE, OLD, TIES

TURNS = 64
STEP, HALF_STEP = WHOLE // TURNS, WHOLE // (2 * TURNS)
"""Thresholds at which what is left over of a hundredth is rounded up [fixed point]: each 64th, in its middle."""


class Contact(Group):
    """What keeps neighbours in contact."""

    tie_activation: int = switch(1, (0, 1)).means("0: all ties are fully active", "0 表示所有联系始终完全活跃")
    active_at_start: float = share(0.5, (0.3, 0.7), source="S48 (57 % talk weekly or more often)").means(
        "mean activation of ties at the start", "初始时联系的平均活跃程度"
    )
    everyday_contact: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast everyday contact wakes ties, at mean belonging", "日常接触激活联系的速度（归属感居中时）"
    )
    contact_alone: float = share(0.6, (0.4, 0.95)).means(
        "part of everyday contact that needs no activities", "无需活动即有的日常接触比例"
    )
    contact_rooted: float = share(0.3, (0.1, 0.6)).means(
        "part of everyday contact, as it is at mean belonging, that doors side by side bring about without any belonging",
        "日常接触中（以归属感居中时计）仅因比邻而居、无需归属感即有的比例",
    )
    contact_together: float = per_month(0.25, (0.05, 0.6)).means(
        "how fast taking part together wakes a tie", "共同参与激活联系的速度"
    )
    contact_in_groups: float = per_month(0.15, (0.05, 0.4)).means(
        "how fast meeting in a culture group wakes its members' ties", "文化团体活动激活成员联系的速度"
    )
    contact_of_elders: float = per_month(0.04, (0.01, 0.1)).means(
        "how fast elder-care associations of intensity 1 wake old people's ties",
        "养老协会强度为 1 时激活老年人联系的速度",
    )
    tie_disuse: float = per_month(0.03, (0.01, 0.1)).means("how fast ties fall asleep", "联系因疏于往来而减弱的速度")


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
