"""The same people, types, staff and money in communities of another size: what must not depend on it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.city.figures import Profile
from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.model.books import Books
from sim.runs.single import build
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN

PEOPLE = 30_000
OUTCOMES = ("satisfaction_mean", "waiting_months_mean", "organization_staff", "resolved_cases", "government_dependence")


def divided(residents: int, people: int = PEOPLE) -> Profile:
    """A street of so many people in communities of about so many residents each, whatever their type."""
    profile = load_profile("ningbo")
    figures = {
        "residents": people,
        "communities": people // residents,
        "districts": 1,
        "streets": 1,
        "size_spread": 0.0,
    }
    types = {name: one.model_copy(update={"communities": one.residents}) for name, one in profile.types.items()}
    return profile.model_copy(update={"city": profile.city.model_copy(update=figures), "types": types})


def steady(**levers: float) -> Scenario:
    """The baseline without growth of the budget, with other levers if given (``funding__direct_share=0.2``)."""
    scenario = load("baseline")
    base = scenario.base.copy()
    for name, value in ({"funding__budget_growth": 0.0} | levers).items():
        base[:, COLUMN[name.replace("__", ".")]] = value
    return replace(scenario, base=base)


def measured(
    profile: Profile, scenario: Scenario, months: int, seeds: range, size: str = "city"
) -> Mapping[str, float]:
    """Means of outcomes over the second half of a run and over seeds; posts and resolved cases per 1,000 residents."""
    found = []
    for seed in seeds:
        schedule = scenario.schedule(months)
        machine = build(profile, schedule, seed, size, engine="compiled", threads=1)
        books = Books(months, communities=machine.state.communities.n)
        for month in range(months):
            advance(machine, schedule, month, seed=seed)
            books.enter(month, machine.state)
        city, thousands = books.city(), machine.state.residents.n / 1000
        per = {"organization_staff": thousands, "resolved_cases": thousands}
        found.append([float(city[name][months // 2 :].mean()) / per.get(name, 1.0) for name in OUTCOMES])
    return dict(zip(OUTCOMES, np.mean(found, axis=0).tolist(), strict=True))
