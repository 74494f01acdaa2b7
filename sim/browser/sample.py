"""A fifth of a neighbourhood's residents, for a quick first answer that a whole neighbourhood then corrects.

What is counted in residents or posts of one community or organization shrinks with them: otherwise a community has too few
residents for a menu, and an organization too few posts for a head. There are as many organizations, each a fifth as large.
"""

import functools
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sim.city.layout import Layout
from sim.scenario.columns import COLUMN

SAMPLE = "sample"
SHARE = 0.2
IN_RESIDENTS = (
    "world.help.people_per_variant",
    "world.organizations.running_posts",
    "world.organizations.filed_staff_limit",
    "world.lifecycle.registration_staff",
    "world.membership.places_per_group",
    "organizations.seed_grant",
)
"""Numbers that are for a community or an organization as a whole."""


def sampled(layout: Layout) -> Layout:
    """The frame of the same communities and organizations with a share of their residents."""
    residents = np.rint(layout.n_residents * SHARE).astype(np.int64)
    streets = np.bincount(layout.street, residents).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(residents)]).astype(np.int64)
    return replace(layout, n_residents=residents, street_residents=streets[layout.street], first_residents=first)


@functools.cache
def thresholds(size: str) -> npt.NDArray[np.float64]:
    """What each number of a scenario is multiplied by at a size."""
    found = np.ones(len(COLUMN))
    found[[COLUMN[path] for path in IN_RESIDENTS if size == SAMPLE]] = SHARE
    return found
