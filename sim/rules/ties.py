"""Ties that are active or asleep: what raises and lowers their activation (E09, E26, E36; model.md 4.2)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.beginnings import TIES, WORD
from sim.rules.culture import line_factor
from sim.rules.luck import philox
from sim.rules.rule import rule

FULL = 100
OLD = 5
ACTIVATION_OF = 904


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
    for i in range(len(tie) // TIES):
        for k in range(TIES):
            word, _, _, _ = philox(lo_residents + i, k, ACTIVATION_OF, 0, key_low, key_high)
            level = int(2.0 * FULL * active_at_start * (word + 0.5) / WORD)
            activation[i * TIES + k] = min(level, FULL) if tie_activation != 0.0 else FULL


@rule
def keep_ties(
    tie: Sequence[int],
    activation: MutableSequence[int],
    active_ties: MutableSequence[int],
    takes_part: Sequence[int],
    age_group: Sequence[int],
    belonging: Sequence[float],
    entered: Sequence[int],
    month: int,
    activities: float,
    groups_reach: float,
    elders_reach: float,
    neighbourhood_reach: float,
    tie_activation: float,
    everyday_contact: float,
    contact_together: float,
    contact_in_groups: float,
    contact_of_elders: float,
    tie_disuse: float,
    neighbourhood_on_ties: float,
) -> None:
    """Ties are raised by everyday contact, culture groups, elder-care associations and common participation, and fade.

    Everyday contact goes with activities here, with culture's line of the neighbourhood and with a resident's own belonging.
    The ties of who has just come, and to who has just come, begin asleep.
    """
    everyday = 2.0 * everyday_contact * activities * line_factor(neighbourhood_on_ties, neighbourhood_reach)
    for i in range(len(takes_part)):
        contact = everyday * belonging[i] + contact_in_groups * groups_reach
        contact += contact_of_elders * elders_reach if age_group[i] >= OLD else 0.0
        total = 0
        for k in range(i * TIES, i * TIES + TIES):
            j = i + tie[k]
            if j != i:
                met = contact + (contact_together if takes_part[i] != 0 and takes_part[j] != 0 else 0.0)
                level = warmed(activation[k], met, tie_disuse, 5 * k + 37 * month)
                level = 0 if month > 0 and (entered[i] == month or entered[j] == month) else level
                level = level if tie_activation != 0.0 else FULL
                activation[k] = level
                total += level
        active_ties[i] = total


@rule
def warmed(level: int, contact: float, disuse: float, turn: int) -> int:
    """Activation of a tie next month, in hundredths.

    What is left over of a hundredth is rounded by a threshold that goes through all 64ths as months pass, so that small
    changes are not lost.
    """
    raised = level + min(contact, 1.0) * (FULL - level) - disuse * level
    return min(max(int(raised + (turn % 64 + 0.5) / 64.0), 0), FULL)
