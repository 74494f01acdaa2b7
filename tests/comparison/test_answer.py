"""Page one's sentence on a policy: it leaves no clear main outcome out."""

from dataclasses import replace

import numpy as np
import pytest

from sim.language import LANGUAGES, Language
from sim.outcomes import OUTCOMES
from sim.runs.result import Run
from sim.scenario import load
from sim.statistics.intervals import Estimate
from sim.statistics.verdicts import Verdict
from sim.studies.comparison.answer_sentences import answer, cost_clauses
from sim.studies.comparison.payers import PARTS, WHO, Payer, Who
from sim.studies.comparison.study import Study, study_of

CASE = "cost_per_resolved_case_yuan"


def runs(name: str, **monthly: float) -> list[Run]:
    """Ten runs whose outcomes are all 5,000 but for those given."""
    city = {one.name: np.full(24, monthly.get(one.name, 5_000.0)) for one in OUTCOMES}
    return [Run(name, "hamlet", "compiled", seed, "2016-01", 24, 50, city, {}, {}, {}) for seed in range(1, 11)]


def study(**monthly: float) -> Study:
    return study_of({"baseline": runs("baseline"), "policy": runs("policy", **monthly)}, "baseline")


def said(made: Study, lang: Language) -> str:
    return answer(made, "policy", {"policy": "Policy"}, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_that_costs_clearly_more_is_told_and_nothing_is_said_to_change_nothing(lang: Language) -> None:
    """As many yuan for half the cases: the only main outcome that changes."""
    words = {"en": "the public cost of a truly resolved case from 1.00 to 2.00 yuan", "zh": "由 1.00 提高到 2.00 元"}
    whole = said(study(resolved_cases=2_500.0), lang)
    assert words[lang] in whole
    assert {"en": "none of", "zh": "任何主要指标"}[lang] not in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_no_main_outcome_changes_that_is_said(lang: Language) -> None:
    assert {"en": "changes none of the main outcomes", "zh": "未使任何主要指标发生明确变化"}[lang] in said(
        study(), lang
    )


def paying(who: Who, change: float, before: float = 1_000.0) -> Payer:
    """Somebody who pays clearly more or less, or as much."""
    side: Verdict = "too_small_to_matter" if not change else "more" if change > 0 else "less"
    return Payer(who, before, before + change, Estimate(change, change - 10, change + 10), side, 10)


def clauses(lang: Language, **changes: float) -> str:
    return cost_clauses([paying(who, changes.get(who, 0.0)) for who in WHO], lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_residents_are_charged_for_help_and_what_they_buy_is_told_apart_where_either_matters(
    lang: Language,
) -> None:
    told = {
        "en": "the treasury pays about as much and residents buy services for 300 yuan a year more (+30 %)",
        "zh": "财政支出基本不变，居民每年多购买服务 300 元（+30%）",
    }
    assert clauses(lang, residents=300, bought=300) == told[lang]
    both = clauses(lang, help=-200, bought=300)
    assert {"en": "200 yuan a year less for help", "zh": "为个案帮助少付 200 元"}[lang] in both
    assert {"en": "300 yuan a year more", "zh": "多购买服务 300 元"}[lang] in both
    assert (
        clauses(lang)
        == {"en": "the treasury and residents pay about as much as before", "zh": "财政支出和居民付费基本不变"}[lang]
    )


def test_each_clause_on_who_pays_is_complete_in_itself() -> None:
    """What donors and firms pay may come first, before what cannot be told."""
    open_ones = [replace(paying(who, 0.0), verdict="cannot_tell_yet") for who in ("treasury", "residents", *PARTS)]
    said = cost_clauses([*open_ones, paying("others", 300)], "en")
    assert said.startswith("donors and firms pay 300 yuan a year more (+30 %), the treasury")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_nobody_paid_before_is_told_in_yuan_alone(lang: Language) -> None:
    treasury = paying("treasury", 0.0)
    told = cost_clauses([treasury, paying("residents", 0.0), paying("others", 300, before=0.0)], lang)
    assert told.endswith({"en": "donors and firms pay 300 yuan a year more", "zh": "捐赠者和企业每年多付 300 元"}[lang])
    unknown = replace(paying("residents", 0.0, before=0.0), verdict="cannot_tell_yet")
    bound = {"en": "fees change by 10 yuan at most", "zh": "居民付费的增减不超过 10 元"}[lang]
    assert bound in cost_clauses([treasury, unknown], lang)


def test_what_a_policy_assumes_of_donors_is_said_to_be_assumed() -> None:
    made = replace(
        study(total_cost_yuan=20_000.0),
        scenarios={"baseline": load("baseline"), "policy": load("private_capital")},
    )
    assert "which the policy assumes" in said(made, "en")
    assert "此为方案的假定" in said(made, "zh")
    assert "assumes" not in said(replace(made, scenarios={}), "en")
