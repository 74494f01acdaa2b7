"""Page one's sentence on a policy: it leaves no clear main outcome out."""

import numpy as np
import pytest

from sim.analysis.answer import answer
from sim.analysis.study import Study, study_of
from sim.language import LANGUAGES, Language
from sim.outcomes import OUTCOMES
from sim.runs.result import Run

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
