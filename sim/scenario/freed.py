"""Shares of the budget that add up to clearly less than they did: what is left has no use, and goes back to finance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.parameters.levers import BUDGET_SHARES
from sim.scenario.chain import Above
from sim.scenario.changes import Change, Setting
from sim.scenario.columns import COLUMN
from sim.scenario.table import Districts, Floats, Months, Place, base_table, places, table_in, turning_months
from sim.scenario.toml_file import Origin

CLEARLY = 0.01
"""Of the budget: by how much less it has to be to be worth a word."""
_DIGITS = 9


@dataclass(frozen=True)
class Freed:
    """Where and when, in months from the start, most of the budget is freed, and by what.

    ``total`` is what the shares add up to, ``before`` what they add up to in what the scenario extends, or in the baseline
    where that is more. Without type and district it is so everywhere.
    """

    month: int
    type: str | None
    district: int | None
    total: float
    before: float
    origin: Origin

    @property
    def unassigned(self) -> float:
        """The share of the budget without a use."""
        return 1.0 - self.total


@dataclass(frozen=True)
class _Acts:
    """What is done to the budget's shares: settings, then events."""

    settings: Sequence[Setting]
    changes: Sequence[Change]

    def within(self, files: frozenset[str]) -> "_Acts":
        """What some files do."""
        return _Acts(
            [one for one in self.settings if one.origin.file in files],
            [one for one in self.changes if one.origin.file in files],
        )

    def shares(self, months: Months, districts: Districts) -> Floats:
        """The shares in given months, float64 (months, rows, shares)."""
        table = table_in(base_table(self.settings, districts), self.changes, months, districts)
        return table[:, 1:, [COLUMN[entry] for entry in BUDGET_SHARES]]

    def origin(self, entry: str, place: Place, month: int) -> Origin:
        """The file and line that last set or scaled a share in a place by a month."""
        dated: list[tuple[int, Setting | Change]] = [(-1, one) for one in self.settings]
        dated += sorted(((one.month, one) for one in self.changes), key=lambda each: each[0])
        return [
            one.origin
            for when, one in dated
            if one.entry == entry
            and when <= month
            and one.type in (None, place[0])
            and one.district in (None, place[1])
        ][-1]


def freed(
    settings: Sequence[Setting],
    changes: Sequence[Change],
    *,
    stands: Sequence[Change],
    above: Above,
    districts: Districts,
) -> tuple[Freed, ...]:
    """Find what a scenario frees: one of its months and places, or none.

    ``changes`` are the events of all its files, ``stands`` those of them that no later scenario of a sum overrules.
    """
    given = [one for one in settings if one.entry in BUDGET_SHARES]
    acts, ours = (_Acts(given, [one for one in own if one.entry in BUDGET_SHARES]) for own in (changes, stands))
    parents = frozenset[str]().union(*above.values())
    roots = frozenset(label for label, files in above.items() if not files)
    if {one.origin.file for one in acts.settings} | {one.origin.file for one in acts.changes} <= roots:
        return ()
    months, rows = turning_months(acts.changes), places(districts)[1:]
    after = ours.shares(months, districts)
    before = [acts.within(files).shares(months, districts) for files in (parents, roots)]
    gap = np.round(np.max([one.sum(axis=2) for one in before], axis=0) - after.sum(axis=2), _DIGITS)
    month, row = np.unravel_index(gap.argmax(), gap.shape)
    if gap[month, row] < CLEARLY:
        return ()
    most, least, when = max((one[month, row] for one in before), key=np.sum), after[month, row], int(months[month])
    origin = ours.origin(BUDGET_SHARES[int((most - least).argmax())], rows[row], when)
    kind, district = (None, None) if np.ptp(gap[month]) < CLEARLY else rows[row]
    return (Freed(when, kind, district, float(least.sum()), float(most.sum()), origin),)
