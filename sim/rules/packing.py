"""Words that hold several numbers, where reading or writing memory is what takes time: how each is packed and taken apart.

The parts of a word lie next to each other, each with room for the largest sum that the word is added up to, so that the sum
of words holds the sums of their parts. No part may be below nothing. Rules call these functions and know nothing of bits."""

from sim.rules import rule
from sim.state.words import FULL_TIE, TIES

WHOLE_BITS = 20
WHOLE = 1 << WHOLE_BITS
"""1 in fixed point, as ``sim.rules.arithmetic.fixed`` makes it of a share."""
MOST_CARRIED = TIES * FULL_TIE
"""What a flag that all tied residents show adds up to, each weighed by the activation of the tie."""
COARSE_BITS = WHOLE_BITS - 12
"""Belonging is shown in 4096ths: bits of fixed point that are left out."""
TIED_BITS, BELONGING_BITS = 10, 22
"""Room for ``MOST_CARRIED`` of a flag, and for as much belonging as it is shown."""
ACTIVE_AT = BELONGING_BITS
BELIEVES_AT, SERVES_AT = ACTIVE_AT + TIED_BITS, ACTIVE_AT + 2 * TIED_BITS
KNOWN_AT, CAME_AT = ACTIVE_AT + 3 * TIED_BITS, ACTIVE_AT + 4 * TIED_BITS
ACTIVE, BELIEVES, SERVES, KNOWN, CAME = (1 << at for at in (ACTIVE_AT, BELIEVES_AT, SERVES_AT, KNOWN_AT, CAME_AT))
"""Flags in what a resident shows, above belonging: takes part, believes a rumour, looks after residents as a party member, is
there at all, has just come."""
BELONGING_OF, TIED_OF = (1 << BELONGING_BITS) - 1, (1 << TIED_BITS) - 1
KEPT_BITS = 32
"""Room for the share of a tie that is kept, below what it gains."""
KEPT_OF = (1 << KEPT_BITS) - 1
COUNT_BITS = 21
ROOM = 1 << COUNT_BITS
"""A count has room for as many residents of a community less one; persons beyond would not balance."""


# what a resident shows to those tied, and what ties carry of it


@rule
def pack_shown(belonging: int, *, active: bool, believes: bool, serves: bool, came: bool) -> int:
    """What a resident shows: belonging [fixed point], taking part, believing a rumour, being on duty, having just come."""
    known = (belonging + (1 << (COARSE_BITS - 1)) >> COARSE_BITS) + (ACTIVE if active else 0) + KNOWN
    return known + (BELIEVES if believes else 0) + (SERVES if serves else 0) + (CAME if came else 0)


@rule
def shows_active(shown: int) -> bool:
    """Whether who shows this takes part."""
    return (shown & ACTIVE) != 0


@rule
def shows_came(shown: int) -> bool:
    """Whether who shows this has just come."""
    return (shown & CAME) != 0


@rule
def unpack_carried(carried: int) -> tuple[int, int, int, int, int]:
    """Sums of what tied residents show, each times the activation of the tie; nothing is carried of who has just come.

    They are those who are there, who take part, who believe a rumour, who look after residents, and belonging in fixed point.
    """
    active, believing = (carried >> ACTIVE_AT) & TIED_OF, (carried >> BELIEVES_AT) & TIED_OF
    serving, belonging = (carried >> SERVES_AT) & TIED_OF, (carried & BELONGING_OF) << COARSE_BITS
    return carried >> KNOWN_AT, active, believing, serving, belonging


# what a month does to a tie


@rule
def pack_change(gained: int, *, kept: int) -> int:
    """What a tie gains [1/100 in fixed point], and the share of it that is kept [fixed point]."""
    return (gained << KEPT_BITS) + kept


@rule
def unpack_change(change: int) -> tuple[int, int]:
    """What a tie gains, and the share of it that is kept."""
    return change >> KEPT_BITS, change & KEPT_OF


@rule
def whole_part(number: int) -> int:
    """The whole part of a number in fixed point."""
    return number >> WHOLE_BITS


# what a resident adds to the counts of a cell


@rule
def pack_counts(first: int, *, second: int, third: int) -> int:
    """Three counts in a word."""
    return first + (second + third * ROOM) * ROOM


@rule
def unpack_counts(word: int) -> tuple[int, int, int]:
    """The three counts of a word, or of words that were added up."""
    return word % ROOM, word // ROOM % ROOM, word // (ROOM * ROOM)


@rule
def pack_lacks(standing: int, *, months: int) -> int:
    """A count of standing cases, and months that cases have been open, which have all the room that is left."""
    return standing + months * ROOM


@rule
def unpack_lacks(lacks: int) -> tuple[int, int]:
    """The count of standing cases, and the months."""
    return lacks % ROOM, lacks // ROOM
