"""The books of a run: what is kept of each community and month, and the outcomes that follow from it."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.engine.columns import State
from sim.model.groups import COLUMNS, GROUPS, PLACES
from sim.model.tables import TABLES
from sim.outcomes import OUTCOMES
from sim.rules.arithmetic import ONE, nearest_root
from sim.state import words
from sim.state.words import CASE_FACTS, CELLS, STATE_FACTS

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

KEPT = (
    *("adults", "persons", "active_residents", "volunteers_here", "satisfaction_sum", "trust_sum", "belonging_sum"),
    "believers",
    *("arrived", "resolved", "mismatched", "withdrawn", "cases_held", "months_open", "waited"),
    *("society_delivered", "society_paid", "n_organizations", "organization_staff"),
    *(
        "contracts_paid",
        "grants_paid",
        "fees_paid",
        "low_fees_paid",
        "market_fees",
        "committee_wages",
        "committee_activities",
        "department_spent",
    ),
    *("support_paid", "gifts_paid", "donations_paid"),
    *("staff_time", "own_time"),
    *("upkeep_paid", "works_paid", "process_paid"),
    *("talent_trained", "platform_paid", "allotted", "facility_granted"),
    *("front_line_wages", "known_open", "reported_closed"),
    *("association_persons", "registered_volunteers"),
    "standing_held",
    *("money_decided", "money_to_decide"),
)
LEAST = 1e-12
"""A share below which self-governance is none."""
FLOW_COLUMNS = {
    "flow": words.FLOWS,
    "organization_flow": words.ORGANIZATION_FLOWS,
    "works_flow": words.WORKS_FLOWS,
    "use_flow": words.USE_FLOWS,
}
"""Columns of the city that hold flows of money, and the kinds that each holds."""
FLOWS = tuple(name for names in FLOW_COLUMNS.values() for name in names)
PUBLIC = (
    *("committee_wages", "committee_activities", "department_spent", "contracts_paid", "grants_paid"),
    *("support_paid", "front_line_wages"),
    *("upkeep_paid", "works_paid", "process_paid"),
    *("talent_trained", "platform_paid"),
)
CELL_FACTS = {"place_cases": CASE_FACTS, "place_states": STATE_FACTS, "place_fees": ("group_fees",)}
"""Columns of the city that count facts of each place's cells."""
IN_GROUP = np.array([[cell in cells for cell in range(CELLS)] for cells in GROUPS.values()], np.float64)


class Books:
    """Month by month: the kept columns of every community, what follows from spreads, the city's money."""

    def __init__(self, months: int, *, communities: int) -> None:
        names = dict.fromkeys((*KEPT, *(name for one in OUTCOMES for name in (one.count, one.per) if name)))
        self._columns = itemgetter(*names)
        self._kept = np.zeros((months, len(names), communities), np.int64)
        self.kept = {name: self._kept[:, place] for place, name in enumerate(names)}
        widths = np.repeat([TABLES["communities"].width(name) for name in names], communities)
        self._starts = np.cumsum(widths) - widths
        self.spread = np.zeros((months, 3, communities))
        self.overall = np.zeros((months, 3))
        self.money = np.zeros((months, len(FLOWS)), np.int64)
        self.cells = {
            name: np.zeros((months, len(PLACES) * CELLS * len(facts)), np.int64) for name, facts in CELL_FACTS.items()
        }

    def enter(self, month: int, state: State) -> None:
        """Enter a month that has just ended."""
        here, city = state.communities.columns, state.city.columns
        values = np.concatenate(self._columns(here))
        np.add.reduceat(values, self._starts, out=self._kept[month].reshape(-1))
        self.spread[month] = here["gini"], here["worst_decile"], here["median_months"]
        overall = (city["overall_gini"], city["overall_worst_decile"], city["overall_median_months"])
        np.concatenate(overall, out=self.overall[month])
        np.concatenate([city[name] for name in FLOW_COLUMNS], out=self.money[month])
        for name, cells in self.cells.items():
            cells[month] = city[name]

    def city(self) -> dict[str, Array]:
        """Outcomes of the whole city, by month."""
        totals = {name: table.sum(axis=1) for name, table in self.kept.items()}
        gini, worst_decile, median = self.overall.T
        return outcomes(totals, gini, worst_decile=worst_decile, median=median)

    def communities(self) -> dict[str, Array]:
        """Outcomes by month and community."""
        gini, worst_decile, median = self.spread.swapaxes(0, 1)
        return outcomes(self.kept, gini, worst_decile=worst_decile, median=median)

    def by_group(self) -> dict[str, Array]:
        """Outcomes by month and ``sim.model.groups.COLUMNS``."""
        counts = dict[str, Counts]()
        for name, facts in CELL_FACTS.items():
            places = self.cells[name].reshape(-1, len(PLACES), CELLS, len(facts))
            groups = (IN_GROUP @ places.astype(np.float64)).astype(np.int64)  # exact: far below 2^53
            counts |= zip(facts, np.moveaxis(groups.reshape(len(places), len(COLUMNS), -1), 2, 0), strict=True)
        return of_groups(counts)

    def flows(self) -> dict[str, npt.NDArray[np.int64]]:
        """Fen by kind of flow and month."""
        return {name: self.money[:, k].copy() for k, name in enumerate(FLOWS)}


def outcomes(books: Mapping[str, Counts], gini: Array, *, worst_decile: Array, median: Array) -> dict[str, Array]:
    """Every outcome from counts of any shape; docs/outcomes.md has the formulas in words. NaN where one does not exist."""
    spending = sum((books[name] for name in PUBLIC), np.zeros_like(books["adults"])).astype(np.float64) / 100.0
    fees = (books["fees_paid"] + books["market_fees"]) / 100.0
    total = spending + fees + (books["gifts_paid"] + books["donations_paid"]) / 100.0
    government = books["contracts_paid"] + books["grants_paid"]
    found = states(books) | counted(books)
    own_income = books["fees_paid"] + books["gifts_paid"] + books["donations_paid"]
    dependence = _per(government, government + own_income)
    delivered = _per(books["society_delivered"], books["resolved"])
    own_time = _per(books["own_time"], books["staff_time"])
    decided = _per(books["money_decided"], np.maximum(books["money_to_decide"], 1))
    committee = books["committee_wages"] + books["committee_activities"] + books["front_line_wages"]
    divided = committee + books["department_spent"] + government
    here = np.nan_to_num(_per(own_time * committee + decided * books["department_spent"], divided))
    governed = np.nan_to_num(here * found["participation_rate"] * delivered)
    rooted: Any = np.maximum(governed, LEAST)
    root = nearest_root(rooted, about=np.cbrt(rooted))
    served = 1.0 - _per(books["cases_held"], books["persons"])
    lived = (found["satisfaction_mean"], worst_decile, found["trust_mean"], found["belonging_mean"], served)
    return found | {
        "satisfaction_gini": gini,
        "satisfaction_worst_decile": worst_decile,
        "reported_performance": _per(books["reported_closed"], books["reported_closed"] + books["known_open"]),
        "median_months_to_solution": np.where(books["resolved"] > 0, median, np.nan),
        "society_delivered_share": delivered,
        "society_paid_share": _per(books["society_paid"], books["resolved"], ONE),
        "organization_staff": books["organization_staff"].astype(np.float64) / 1000.0,
        "government_dependence": dependence,
        "self_governance_index": np.where(governed > LEAST, root, 0.0),
        "quality_of_life_index": sum(lived, np.zeros_like(worst_decile)) / len(lived),
        "public_spending_yuan": spending,
        "budget_execution_rate": _per(spending, books["allotted"] + books["facility_granted"], 0.01),
        "residents_fees_yuan": fees,
        "help_fees_yuan": (books["low_fees_paid"] + books["market_fees"]) / 100.0,
        "fees_per_resident_yuan": _per(fees, books["persons"]),
        "total_cost_yuan": total,
        "cost_per_resolved_case_yuan": _per(spending, books["resolved"]),
        "total_cost_per_resolved_case_yuan": _per(total, books["resolved"]),
    }


def counted(books: Mapping[str, Counts]) -> dict[str, Array]:
    """The outcomes that are one count, or one over another, those of extensions among them."""
    values = {one: one.scale * books[one.count].astype(np.float64) for one in OUTCOMES if one.count}
    return {one.name: _per(value, books[one.per]) if one.per else value for one, value in values.items()}


def of_groups(books: Mapping[str, Counts]) -> dict[str, Array]:
    """The outcomes of groups of residents: what follows from themselves and their cases, and the fees that they pay."""
    fees = books["group_fees"] / 100.0
    return states(books) | {
        "residents_fees_yuan": fees,
        "fees_per_resident_yuan": _per(fees, books["persons"]),
    }


def states(books: Mapping[str, Counts]) -> dict[str, Array]:
    """The outcomes that follow from counts of residents and their cases alone, of a place or of a group."""
    return {
        "participation_rate": _per(books["active_residents"], books["adults"]),
        "volunteer_rate": _per(books["volunteers_here"], books["adults"]),
        "registered_volunteer_rate": _per(books["registered_volunteers"], books["persons"]),
        "association_share": _per(books["association_persons"], books["adults"]),
        "satisfaction_mean": _per(books["satisfaction_sum"], books["persons"], ONE),
        "trust_mean": _per(books["trust_sum"], books["persons"], ONE),
        "belonging_mean": _per(books["belonging_sum"], books["persons"], ONE),
        "rumour_prevalence": _per(books["believers"], books["adults"]),
        "arrived_cases": books["arrived"].astype(np.float64),
        "resolved_cases": books["resolved"].astype(np.float64),
        "mismatched_cases": books["mismatched"].astype(np.float64),
        "withdrawn_cases": books["withdrawn"].astype(np.float64),
        "open_cases": books["cases_held"].astype(np.float64),
        "standing_cases": books["standing_held"].astype(np.float64),
        "waiting_months_mean": _per(books["waited"] + books["months_open"], books["resolved"] + books["cases_held"]),
    }


def _per(count: Counts | Array, total: Counts, unit: float = 1.0) -> Array:
    values: Array = count / np.where(total != 0, total * unit, np.nan)
    return values


def outcomes_now(state: State) -> dict[str, float]:
    """The city's outcomes of the month that has just ended."""
    books = Books(1, communities=state.communities.n)
    books.enter(0, state)
    return {name: float(values[0]) for name, values in books.city().items()}
