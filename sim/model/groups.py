"""Groups of residents for which outcomes are reported: what they are called, and which cells make them up."""

from collections.abc import Mapping

from sim.quantities import TYPES
from sim.state.words import AGE_CELLS, CELLS, N_STAGES

AGES = ("age_0_14", "age_15_29", "age_30_59", "age_60_79", "age_80_plus")
STAGES = ("unit_person", "community_person", "association_person")
GROUPS: Mapping[str, tuple[int, ...]] = {
    **{name: tuple(range(AGE_CELLS * k, AGE_CELLS * (k + 1))) for k, name in enumerate(AGES)},
    "unregistered": tuple(cell for cell in range(CELLS) if cell // N_STAGES % 2 == 0),
    "registered": tuple(cell for cell in range(CELLS) if cell // N_STAGES % 2 == 1),
    **{name: tuple(range(k, CELLS, N_STAGES)) for k, name in enumerate(STAGES)},
}
"""For each group its cells in the order of ``sim.rules.groups.cell_of``."""
PLACES = ("city", *TYPES)
"""Groups are counted in the whole city and over the communities of each type."""
COLUMNS = tuple(f"{place}.{group}" for place in PLACES for group in GROUPS)
"""Names of the columns of a run's outcomes by group."""
