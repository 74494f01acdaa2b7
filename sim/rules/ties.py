"""Ties that are active or asleep: what raises and lowers their activation, what they carry (E09, E26, E36; model.md 4.2)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.beginnings import FULL, TIES, WORD
from sim.rules.culture import line_factor
from sim.rules.information import BELIEVER
from sim.rules.luck import philox
from sim.rules.rule import rule

OLD = 5
ACTIVATION_OF = 904
ACTIVE, BELIEVES, CAME, BELONGS = 1, 2, 4, 8
"""What a resident shows, in one word: flags, and belonging in fixed point times the last."""


@rule
def begin_ties(
    tie: Sequence[int],
    activation: MutableSequence[int],
    lo_residents: int,
    key_low: int,
    key_high: int,
    tie_activation: float,
    active_at_start: float,
) -> None:
    """Activation before the first month, spread evenly up to twice its mean; full where activation is switched off."""
    n = len(tie) // TIES
    for i in range(n):
        for k in range(TIES):
            word, _, _, _ = philox(lo_residents + i, k, ACTIVATION_OF, 0, key_low, key_high)
            level = int(2.0 * FULL * active_at_start * (word + 0.5) / WORD)
            activation[k * n + i] = min(level, FULL) if tie_activation != 0.0 else FULL


@rule
def be_seen(
    takes_part: int,
    rumour: int,
    entered: int,
    age_group: int,
    belonging: float,
    month: int,
    activities: float,
    groups_reach: float,
    elders_reach: float,
    neighbourhood_reach: float,
    everyday_contact: float,
    contact_in_groups: float,
    contact_of_elders: float,
    neighbourhood_on_ties: float,
) -> tuple[int, float]:
    """What those tied to a resident see, in one word, and the contact that everyday life and groups bring.

    Everyday contact goes with activities here, with culture's line of the neighbourhood and with a resident's own belonging.
    The word holds who takes part (1), believes a rumour (2), has just come (4), and belonging in fixed point (times 8): a tie
    fetches one number of another resident.
    """
    everyday = 2.0 * everyday_contact * activities * line_factor(neighbourhood_on_ties, neighbourhood_reach)
    contact = everyday * belonging + contact_in_groups * groups_reach
    contact += contact_of_elders * elders_reach if age_group >= OLD else 0.0
    came = month > 0 and entered == month
    acts = (1 if takes_part != 0 else 0) + (2 if rumour == BELIEVER else 0) + (4 if came else 0)
    return acts + 8 * fixed(belonging), contact


@rule
def meet(
    activation: int,
    tie_slot: int,
    shown: int,
    their_shown: int,
    contact: float,
    month: int,
    tie_activation: float,
    contact_together: float,
    tie_disuse: float,
) -> tuple[int, int, int, int, int]:
    """A tie's month: its activation, and what it carries by it.

    It is raised by contact and by common participation, and fades; the ties of who has just come, and to who has just come,
    begin asleep. It carries that the other takes part, believes a rumour, and the other's belonging.

    Returns
    -------
    tuple
        Activation, the same for the sum of ties, and times what the other shows: taking part, believing, belonging.
    """
    alone, together = min(contact, 1.0), min(contact + contact_together, 1.0)
    kept_alone, kept_together = 1.0 - alone - tie_disuse, 1.0 - together - tie_disuse
    both = (shown & their_shown & ACTIVE) != 0
    kept, gained = kept_together if both else kept_alone, FULL * together if both else FULL * alone
    level = warmed(activation, kept, gained, 5 * tie_slot + 37 * month)
    level = 0 if ((shown | their_shown) & CAME) != 0 else level
    level = level if tie_activation != 0.0 else FULL
    active = level if (their_shown & ACTIVE) != 0 else 0
    believing = level if (their_shown & BELIEVES) != 0 else 0
    return level, level, active, believing, level * (their_shown >> 3)


@rule
def warmed(level: int, kept: float, gained: float, turn: int) -> int:
    """Activation of a tie next month, in hundredths: a share of what it was, and what is gained.

    What is left over of a hundredth is rounded by a threshold that goes through all 64ths as months pass, so that small
    changes are not lost.
    """
    return int(level * kept + (gained + (turn % 64 + 0.5) / 64.0))
