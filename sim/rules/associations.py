"""Elder-care associations that tie the communities of a district to each other (E09)."""

from sim.parameters.world.membership import Membership
from sim.rules.rule import rule
from sim.state import Community, Many, Office

WHOLE = 1024
"""Support of an elder-care association in full."""


@rule
def link_elders(communities: Many[Community], offices: Many[Office], how: Membership) -> None:
    """Next month's share of old people's peers who live in other communities of the district, and how many of those take part.

    An association reaches out as far as it was paid for, to those communities that have one, in proportion to their elders and
    to what is paid there [1/1024].
    """
    for o in range(len(offices)):
        offices[o].linked_elders = offices[o].linked_active = 0
    for c in range(len(communities)):
        if len(offices) > 0:
            weight = int(communities[c].elders_reach * WHOLE)
            offices[communities[c].district].linked_elders += weight * communities[c].elders
            offices[communities[c].district].linked_active += weight * communities[c].active_elders
    for c in range(len(communities)):
        communities[c].elders_tied = communities[c].elders_afar = 0.0
        if len(offices) > 0:
            weight = int(communities[c].elders_reach * WHOLE)
            others = offices[communities[c].district].linked_elders - weight * communities[c].elders
            active = offices[communities[c].district].linked_active - weight * communities[c].active_elders
            communities[c].elders_tied = (
                min(how.elders_across * communities[c].elders_reach, 1.0) if others > 0 else 0.0
            )
            communities[c].elders_afar = active / others if others > 0 else 0.0
