"""What can be moved in the lab, theme by theme; a dozen levers come first."""

from typing import Any

from sim.language import LANGUAGES
from sim.language.catalog import catalog, unit_text
from sim.parameters import LEVERS, Quantity
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario.columns import COLUMN, ENTRIES

FIRST = (
    *("funding.grant_share", "funding.purchase_share", "funding.direct_share", "funding.committee_share"),
    *("provision.menu_share", "provision.survey_effort", "assessment.assessment_share", "methods.culture"),
    *("methods.asking", "organizations.incubation", "grid.front_line_staff", "entitlement.elderly_care_entitled"),
)
"""The levers that are open when the lab opens."""
BUDGET, PAYER = "funding.budget_per_resident", "funding.direct_share"
"""What is locked while the same money is to be spent, and the share that gives what another takes."""
ASSUMPTIONS = (
    *("world.needs.problem_load", "world.participation.peer_weight", "world.participation.reciprocity_weight"),
    *("world.satisfaction.negativity", "world.satisfaction.waiting_on_satisfaction", "world.help.people_per_variant"),
    *("world.information.rumour_arrivals", "world.membership.places_per_post"),
)
"""Numbers of the world that one may disagree with; both sides of a pair get them."""

UNSAID = ("1", "intensity", "practice around 2016 = 1", "weight", "switch", "level", "regime")
"""Units that are not said behind each value."""


def levers() -> list[dict[str, Any]]:
    """Every lever as the page shows it."""
    return [
        _shown(lever, lever.path) | {"first": lever.path in FIRST, "share": lever.path in BUDGET_SHARES}
        for lever in LEVERS
    ]


def assumptions() -> list[dict[str, Any]]:
    """The numbers of the world that the page lets one change."""
    return [_shown(ENTRIES[path], path) for path in ASSUMPTIONS]


def entries() -> dict[str, Any]:
    """What else scenarios set, so that a file may say it: places and domains alone."""
    return {path: {"path": path, "at": at, "domain": _domain(ENTRIES[path])} for path, at in COLUMN.items()}


def _shown(quantity: Quantity, path: str) -> dict[str, Any]:
    low, high = quantity.plausible
    return {
        "path": path,
        "at": COLUMN[path],
        "low": low,
        "high": high,
        "domain": _domain(quantity),
        "integer": quantity.integer,
        "theme": path.rpartition(".")[0],
        "means": {lang: quantity.meaning(lang) for lang in LANGUAGES},
        "name": {lang: catalog(lang).get(f"lab.lever.{path}", "") for lang in LANGUAGES},
        "unit": {lang: unit_text(quantity.unit, lang) for lang in LANGUAGES},
        "percent": quantity.unit == "share",
        "plain": quantity.unit in UNSAID,
        "source": quantity.source,
    }


def _domain(quantity: Quantity) -> list[float]:
    return list(map(float, quantity.domain))
