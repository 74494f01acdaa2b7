"""Elder-care associations that tie the communities of a district to each other (E09)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule

FULL = 1024


@rule
def link_elders(
    n_communities: int,
    elders: Sequence[int],
    active_elders: Sequence[int],
    elders_reach: Sequence[float],
    district: Sequence[int],
    role: Sequence[int],
    elders_across: float,
    linked_elders: MutableSequence[int],
    linked_active: MutableSequence[int],
    elders_tied: MutableSequence[float],
    elders_afar: MutableSequence[float],
) -> None:
    """Next month's share of old people's peers who live in other communities of the district, and how many of those take part.

    An association reaches out as far as it was paid for, to those communities that have one, in proportion to their elders and
    to what is paid there [1/1024].
    """
    for o in range(len(role)):
        linked_elders[o] = linked_active[o] = 0
    for c in range(n_communities):
        if len(role) > 0:
            weight = int(elders_reach[c] * FULL)
            linked_elders[district[c]] += weight * elders[c]
            linked_active[district[c]] += weight * active_elders[c]
    for c in range(n_communities):
        elders_tied[c] = elders_afar[c] = 0.0
        if len(role) > 0:
            weight = int(elders_reach[c] * FULL)
            others = linked_elders[district[c]] - weight * elders[c]
            active = linked_active[district[c]] - weight * active_elders[c]
            elders_tied[c] = min(elders_across * elders_reach[c], 1.0) if others > 0 else 0.0
            elders_afar[c] = active / others if others > 0 else 0.0
