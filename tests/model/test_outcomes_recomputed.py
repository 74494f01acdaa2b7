"""Every outcome once more, from the agents of a Mesa-engine run, by an obvious second implementation."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.model.books import Books
from sim.model.groups import COLUMNS, GROUPS, STAGES
from sim.outcomes import BY_NAME
from sim.parameters.flat import WORLD, offsets
from sim.quantities import DOMAINS
from sim.scenario import load

Make = Callable[..., Any]
MONTHS = 7
BUSY = {
    "autonomy.decided_here": 0.5,
    "grid.coverage": 1.0,
    "funding.private_capital": 1.0,
    "funding.matching_rate": 0.5,
}
RESOLVED, MISMATCHED, WITHDRAWN, SETTLED = 1, 2, 3, 4
NEIGHBOURS, ORGANIZATION, MARKET = 1, 2, 5
RESOLVERS = ("alone", "by_neighbours", "by_organizations", "by_committee", "by_departments", "by_firms")
FINDERS = ("report", "platform", "survey", "grid", "party")
REASONS = ("price", "entitlement", "decision", "unknown", "domain", "hands", "others", "no_case")
IDLE = ("idle_unexplained", *(f"idle_for_{reason}" for reason in REASONS))
"""Outcomes of which an onlooker sees the sum alone; tests/rules/test_idle.py has each."""


class Seen:
    """What an onlooker writes down of a hamlet's month: the people before it and after, and the organizations."""

    def __init__(self, before: pd.DataFrame, state: Any, month: int, votes: int) -> None:
        self.votes, self.stage_before, self.low_fees = votes, before.stage, 0
        people = frame(state.residents)
        self.orgs = frame(state.organizations)
        self.place = {name: column[0] for name, column in state.communities.columns.items()}
        had = (before.case_domain > 0) | (people.is_new > 0)
        self.had = had
        self.cases = people[had].assign(opened=np.where(people.is_new > 0, month, before.case_opened)[had])
        self.on_books = np.array(state.residents.queue[: self.place["queue_length"]])
        at_fee, free, led, _ = np.array(state.communities.borrowed).reshape(8, 4).T
        self.share_lent = np.array(state.communities.society_lent) / 2**20 / np.maximum(at_fee + free + led, 1)
        self.solved = np.array(state.communities.succeeded_here)
        self.people = people  # newcomers of the month's end are not in the counts of the month
        self.month = month

    def ended(self, *ends: int) -> pd.DataFrame:
        return self.cases[self.cases.case_end.isin(ends)]


def frame(rows: Any) -> pd.DataFrame:
    one_wide = {name: column for name, column in rows.columns.items() if len(column) == rows.n}
    return pd.DataFrame({name: np.array(column) for name, column in one_wide.items()})


def gini(values: pd.Series) -> float:
    """Half the relative mean absolute difference of all pairs."""
    numbers = (np.floor(values.to_numpy() * 256) + 0.5) / 256
    return float(np.abs(np.subtract.outer(numbers, numbers)).mean() / (2 * numbers.mean()))


def worst(values: pd.Series) -> float:
    return float(((np.floor(np.sort(values)[: len(values) // 10] * 256) + 0.5) / 256).mean())


def median_within_months(values: pd.Series) -> float:
    """The median of whole months, each taken for the month around it, and none below 0."""
    middle = float(np.sort(values)[(len(values) - 1) // 2])
    below, within = (values < middle).sum(), (values == middle).sum()
    return max(middle - 0.5 + (len(values) / 2 - below) / within, 0.0)


def of_people(seen: Seen, chosen: pd.Series, begun: pd.Series | None = None) -> dict[str, float]:
    """Outcomes of some residents; ``chosen`` marks their rows, ``begun`` those whose cases of the month are theirs."""
    here = chosen if begun is None else begun
    people, cases = seen.people[chosen], seen.cases[here[seen.cases.index]]
    adults, resolved = people[people.age_group > 0], cases[cases.case_end == RESOLVED]
    waiting = people[people.case_domain > 0]
    waits = [*(seen.month - resolved.opened), *(seen.month - waiting.case_opened)]
    return {
        "participation_rate": adults.takes_part.mean(),
        "registered_volunteer_rate": people.registered_volunteer.mean(),
        "association_share": (people.stage == 2).sum() / max(len(adults), 1) if len(adults) else np.nan,
        "standing_cases": (people.standing_domain > 0).sum(),
        "volunteer_rate": adults.volunteers.mean(),
        "satisfaction_mean": people.satisfaction.mean(),
        "trust_mean": people.trust.mean(),
        "belonging_mean": people.belonging.mean(),
        "rumour_prevalence": (adults.rumour == 1).mean(),
        "arrived_cases": cases.is_new.sum(),
        "resolved_cases": len(resolved),
        "mismatched_cases": cases.case_end.isin([MISMATCHED, SETTLED]).sum(),
        "withdrawn_cases": cases.case_end.isin([WITHDRAWN, SETTLED]).sum(),
        "open_cases": len(waiting),
        "waiting_months_mean": np.mean(waits) if waits else np.nan,
    }


def places(seen: Seen) -> tuple[int, int]:
    """Places that organizations offered in the month, and those that cases of either kind took."""
    there = seen.orgs[seen.orgs.alive == 1]
    standing = seen.people[seen.people.standing_by == ORGANIZATION]
    used = (seen.cases.helped_by == ORGANIZATION).sum() + len(standing)
    return int((there.slots + there.fee_slots + there.led_slots).sum()), int(used)


def of_place(seen: Seen) -> dict[str, float]:
    """Outcomes of the hamlet: its people's, and those of its books, organizations and money."""
    people, orgs, place = seen.people, seen.orgs, seen.place
    found = of_people(seen, pd.Series(True, people.index))
    adults = people[people.age_group > 0]
    for name, done in (("helping_rate", "helps"), ("attendance_rate", "attends"), ("asked_rate", "asked")):
        found[name] = adults[done].mean()
    resolved, on_books = seen.ended(RESOLVED), people[(people.case_domain > 0) & (people.case_found > 0)]
    by_orgs = resolved[resolved.helped_by == ORGANIZATION]
    assert seen.solved.sum() == len(by_orgs) == orgs.succeeded.sum()
    by_neighbours = resolved.helped_by.isin([NEIGHBOURS, MARKET]).sum()  # and firms
    lasting = people[(people.standing_domain > 0) & (people.standing_found > 0)]
    paper = seen.cases.paper_closed.sum()
    new, (offered, used) = seen.cases[seen.cases.newly_found > 0], places(seen)
    known_ended = seen.ended(RESOLVED, WITHDRAWN, SETTLED).index.intersection(pd.Index(seen.on_books))
    public = orgs.contract_income + orgs.grant_income + orgs.matched_income + orgs.supplement
    spent = public.sum() + sum(place[name] for name in ("committee_wages", "committee_activities", "front_line_wages"))
    spent += sum(
        place[name] for name in ("department_spent", "support_paid", "upkeep_paid", "works_paid", "process_paid")
    )
    spent += place["talent_trained"] + place["platform_paid"]
    own = (orgs.fee_income + orgs.gift_income + orgs.donation_income).sum()
    dependence = public.sum() / (public.sum() + own)
    paid_by_others = own + place["market_fees"]
    delivered = (by_neighbours + len(by_orgs)) / max(len(resolved), 1) if len(resolved) else np.nan
    paid = by_neighbours + (seen.share_lent * seen.solved).sum()
    reported = paper + len(known_ended)
    decided = place["deliberated"] if seen.month > 0 else 0  # before the first month no case was known
    own = (1 - place["tasks_share"]) * (
        place["committee_wages"] + place["committee_activities"] + place["front_line_wages"]
    )
    own += decided * place["department_spent"]
    divided = place["committee_wages"] + place["committee_activities"] + place["front_line_wages"]
    divided += place["department_spent"] + place["contracts_paid"] + place["grants_paid"]
    lived = [found["satisfaction_mean"], worst(people.satisfaction), found["trust_mean"], found["belonging_mean"]]
    return found | {
        "satisfaction_gini": gini(people.satisfaction),
        "satisfaction_worst_decile": worst(people.satisfaction),
        "known_open_cases": len(on_books),
        "standing_served_share": (lasting.standing_by > 0).mean(),
        "facility_supply": place["places_open"] / place["places_due"],
        "election_turnout": seen.votes / (people.age_group > 1).sum(),
        "paper_closed_cases": paper,
        "places_used_share": used / offered if offered else np.nan,
        **{f"cases_by_{who}": (new.found_by == number).sum() for number, who in enumerate(FINDERS, 1)},
        **{f"resolved_{who}": (resolved.helped_by == number).sum() for number, who in enumerate(RESOLVERS)},
        "reported_performance": reported / max(reported + len(on_books), 1),
        "median_months_to_solution": median_within_months(seen.month - resolved.case_opened)
        if len(resolved)
        else np.nan,
        "fields_in_reach": orgs[orgs.alive == 1].domain.nunique(),
        "society_delivered_share": delivered,
        "society_paid_share": paid / len(resolved) if len(resolved) else np.nan,
        "organizations_alive": (orgs.alive == 1).sum(),
        "organization_staff": (orgs.staff * 1000 + 0.5).astype(int).sum() / 1000,
        "government_dependence": dependence,
        "self_governance_index": np.cbrt(np.nan_to_num(own / divided * found["participation_rate"] * delivered)),
        "quality_of_life_index": np.mean([*lived, 1 - len(people[people.case_domain > 0]) / len(people)]),
        "public_spending_yuan": spent / 100,
        "budget_execution_rate": spent / (place["allotted"] + place["facility_granted"]),
        "residents_fees_yuan": (orgs.fee_income.sum() + place["market_fees"]) / 100,
        "help_fees_yuan": (seen.low_fees + place["market_fees"]) / 100,
        "fees_per_resident_yuan": (orgs.fee_income.sum() + place["market_fees"]) / 100 / len(people),
        "total_cost_yuan": (spent + paid_by_others) / 100,
        "total_cost_per_resolved_case_yuan": (spent + paid_by_others) / 100 / len(resolved)
        if len(resolved)
        else np.nan,
        "cost_per_resolved_case_yuan": spent / 100 / len(resolved) if len(resolved) else np.nan,
    }


def followed(world: Any, city: Make) -> list[tuple[Seen, Books]]:
    """The months of a hamlet on the Mesa engine."""
    place = city(world, "hamlet", "mesa", months=MONTHS)
    found, before, votes, due = [], frame(place.state.residents), 0, 0
    for month in place.months():
        books = Books(1, communities=1)
        books.enter(0, place.state)
        votes = int(np.sum(place.state.residents.votes)) if month == 0 else votes  # the election is in January
        found.append((Seen(before, place.state, month, votes), books))
        found[-1][0].low_fees = due
        before, due = frame(place.state.residents), int(np.sum(place.state.organizations.low_fees))
    return found


@pytest.fixture(scope="module")
def months(city: Make, varied: Make) -> list[tuple[Seen, Books]]:
    """Nobody moves or dies, so that who is there at a month's end is who was counted."""
    return followed(varied({"world.demography.turnover": 0.0, **BUSY}), city)


def test_every_outcome_of_the_city_is_what_an_onlooker_would_say(months: list[tuple[Seen, Books]]) -> None:
    for seen, books in months:
        ours, theirs = of_place(seen), {name: values[0] for name, values in books.city().items()}
        assert theirs.keys() - ours.keys() == {"undecided_cases", "grants_moved_share", *IDLE}
        offered, used = places(seen)
        assert sum(theirs[reason] for reason in IDLE) == offered - used
        for name, value in ours.items():
            assert theirs[name] == pytest.approx(value, rel=1e-5, abs=2e-5, nan_ok=True), (name, seen.month)


def members(seen: Seen, group: str) -> tuple[pd.Series, pd.Series | None]:
    """Who is in a group at the month's end; and before it, where the month may change that."""
    bounds = {"age_0_14": (0, 0), "age_15_29": (1, 2), "age_30_59": (3, 4), "age_60_79": (5, 6), "age_80_plus": (7, 7)}
    if group in STAGES:
        return seen.people.stage == STAGES.index(group), seen.stage_before == STAGES.index(group)
    if group.endswith("registered"):
        return seen.people.registered == (group == "registered"), None
    return seen.people.age_group.between(*bounds[group]), None


def test_what_a_group_pays_is_what_an_onlooker_would_say(city: Make, varied: Make) -> None:
    """Firms are paid by those whom they help; what organizations sell is paid by who can pay, to a fen for each of 30 cells."""
    firms = {f"world.market.market_supply.{domain}": 5.0 for domain in DOMAINS}
    share = load("baseline").schedule(1).world[0][offsets(WORLD)["pays_share"]]
    paid_firms = 0
    for seen, books in followed(varied({"world.demography.turnover": 0.0, **firms}), city):
        people, theirs = seen.people, books.by_group()
        means = share[people.age_group] * np.where(people.registered > 0, 1.0, 0.8)
        by_firms = 60 * ((people.helped_by == MARKET).astype(int) + (people.standing_by == MARKET))
        by_firms = by_firms.where((people.case_domain > 0) | (people.standing_domain > 0) | seen.had, 0)
        assert by_firms.sum() == seen.place["market_fees"] / 100
        paid_firms += by_firms.sum()
        for group in GROUPS:
            chosen, begun = members(seen, group)
            sold = seen.orgs.fee_income.sum() / 100 * means[chosen].sum() / means.sum()
            column, fees = COLUMNS.index(f"city.{group}"), sold + by_firms[chosen if begun is None else begun].sum()
            assert theirs["residents_fees_yuan"][0, column] == pytest.approx(fees, rel=1e-3, abs=0.3), (
                group,
                seen.month,
            )
            a_head = theirs["fees_per_resident_yuan"][0, column]
            assert a_head == pytest.approx(fees / chosen.sum(), rel=1e-3, abs=0.3, nan_ok=True)
    assert paid_firms > 0


def test_every_outcome_of_a_group_is_what_an_onlooker_would_say(months: list[tuple[Seen, Books]]) -> None:
    for seen, books in months:
        theirs = books.by_group()
        for group in GROUPS:
            chosen, begun = members(seen, group)
            for place in ("city", "traditional"):
                column = COLUMNS.index(f"{place}.{group}")
                for name, value in of_people(seen, chosen, begun).items():
                    found = theirs[name][0, column]
                    assert found == pytest.approx(value, rel=1e-5, abs=2e-5, nan_ok=True), (group, name, seen.month)


def test_cases_that_wait_for_a_decision_are_those_that_an_onlooker_counts(city: Make, varied: Make) -> None:
    """Nobody withdraws, so that every known complex case is decided by the month's end or still open."""
    patient = {"world.demography.turnover": 0.0, "world.help.withdraw_per_month": 0.0, **BUSY}
    found = 0
    for seen, books in followed(varied(patient), city):
        waiting = seen.people[(seen.people.case_domain > 0) & (seen.people.case_complex > 0)]
        known = waiting[(waiting.case_found > 0) | (waiting.paper_closed > 0)]
        undecided = (known.case_decided == 0).sum()
        assert books.city()["undecided_cases"][0] == undecided
        found += undecided
    assert found > 0


def test_all_that_is_reported_is_recomputed_here(months: list[tuple[Seen, Books]]) -> None:
    assert {*of_place(months[0][0]), "undecided_cases", "grants_moved_share", *IDLE} == set(BY_NAME)
