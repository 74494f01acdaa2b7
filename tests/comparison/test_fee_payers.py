"""Which residents pay: a group's part of extra fees, and when it is said."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from sim.language import LANGUAGES, Language
from sim.model.groups import AGES, COLUMNS
from sim.outcomes import OUTCOMES
from sim.runs.result import Run
from sim.studies.comparison.fee_payers import (
    A_HEAD,
    FEES,
    OLD,
    fee_payers,
    fee_sentences,
    old_sentence,
    share_of_change,
    side,
)
from sim.studies.comparison.study import Study, study_of

BEFORE = dict(zip(AGES, (100, 200, 500, 150, 50), strict=True))
EXTRA = dict(zip(AGES, (10, 20, 30, 35, 6), strict=True))
PERSONS = 10
"""Of each age."""


def runs(paid: Mapping[str, float], name: str, seeds: int = 10, noise: float = 0.0) -> list[Run]:
    """Runs in which each age pays so much a month; those registered here pay all."""
    return [_run(paid, name, seed, noise) for seed in range(1, seeds + 1)]


def _run(paid: Mapping[str, float], name: str, seed: int, noise: float) -> Run:
    person_seed = np.random.default_rng([seed, len(name)]).normal(1.0, noise, len(AGES))
    own = {age: one * by for (age, one), by in zip(paid.items(), person_seed, strict=True)}
    fees = np.zeros((24, len(COLUMNS)), np.float32)
    for group, one in {**own, "registered": sum(own.values())}.items():
        fees[:, COLUMNS.index(f"city.{group}")] = one
    city = {one.name: np.full(24, 5_000.0) for one in OUTCOMES} | {FEES: np.full(24, sum(own.values()))}
    a_head = (fees / PERSONS).astype(np.float32)
    a_head[:, COLUMNS.index("city.registered")] /= len(AGES)
    return Run(name, "hamlet", "compiled", seed, "2016-01", 24, 50, city, {}, {}, {FEES: fees, A_HEAD: a_head})


def study(extra: Mapping[str, float], seeds: int = 10, noise: float = 0.0) -> Study:
    after = {age: BEFORE[age] + extra[age] for age in AGES}
    return study_of(
        {"baseline": runs(BEFORE, "baseline", seeds), "more": runs(after, "more", seeds, noise)}, "baseline"
    )


def test_a_groups_part_of_extra_fees_is_its_own_over_everybodys() -> None:
    """Of 101 yuan more residents of 60 and over pay 41; before they paid 200 of 1,000."""
    found = share_of_change(study(EXTRA), "more", group=OLD)
    assert found.before == pytest.approx(0.2)
    assert found.of_change.value == pytest.approx(41 / 101)
    parts = [share_of_change(study(EXTRA, noise=0.001), "more", group=age).of_change for age in AGES]
    assert sum(one.value or 0.0 for one in parts) == pytest.approx(1.0)
    assert all((one.low or 0.0) < (one.value or 0.0) < (one.high or 0.0) for one in parts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_both_languages_who_pays_more(lang: Language) -> None:
    said = fee_sentences(study(EXTRA, noise=0.001), "more", lang)
    assert said[0] == old_sentence(study(EXTRA, noise=0.001), "more", lang)
    words = {"en": "Of the extra fees, residents of 60 and over pay 4", "zh": "新增付费中，60 岁及以上居民承担 4"}
    assert said[0].startswith(words[lang])
    assert "20" in said[0]  # of all fees before
    assert {"en": "most among residents aged 60–79", "zh": "最多：60–79 岁居民"}[lang] in said[-1]


def test_fees_that_fall_are_told_as_saved() -> None:
    fewer = study({age: -one for age, one in EXTRA.items()})
    assert side(fewer, "more") == -1
    assert old_sentence(fewer, "more", "en").startswith("Of the fees saved, residents of 60 and over save 40.6 %")


def test_nothing_is_said_where_luck_may_be_all_or_the_change_does_not_matter_or_seeds_are_few() -> None:
    small = {age: one / 100 for age, one in EXTRA.items()}
    for made in (study(EXTRA, noise=0.5), study(small, noise=0.0005), study(EXTRA, seeds=9)):
        assert (fee_sentences(made, "more", "en"), old_sentence(made, "more", "zh")) == ([], "")
        assert share_of_change(made, "more", group=OLD).of_change.value is None


def test_a_part_is_told_only_where_it_differs_clearly_and_by_five_points_from_the_part_of_all_fees() -> None:
    """Of all fees it is 0.2. 0.41 give or take 0.15 is told; 0.2, which the rule that divides fees makes, and 0.24 are not."""
    like_before = {age: 0.1 * one for age, one in BEFORE.items()}
    four_more = dict(zip(AGES, (10, 20, 46, 18, 6), strict=True))
    assert old_sentence(study(EXTRA, noise=0.02), "more", "en") != ""
    for made in (study(like_before, noise=0.001), study(four_more, noise=0.0001), study(like_before, noise=0.08)):
        gap = share_of_change(made, "more", group=OLD).of_change
        assert gap.value is not None
        assert (old_sentence(made, "more", "en"), fee_sentences(made, "more", "zh")) == ("", [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_a_part_is_told_it_is_said_which_fees_are_counted_by_person(lang: Language) -> None:
    words = {"en": "services bought are divided by who can pay.", "zh": "购买的服务由有支付能力的居民分摊。"}
    assert old_sentence(study(EXTRA, noise=0.001), "more", lang).endswith(words[lang])


def test_what_a_resident_pays_is_by_the_year_and_stages_bear_no_part_of_a_change() -> None:
    found = {one.group: one for one in fee_payers(study(EXTRA), "more")}
    assert found["age_60_79"].a_head.baseline == pytest.approx(12 * 150 / PERSONS)
    assert found["age_60_79"].a_head.estimate.value == pytest.approx(12 * 35 / PERSONS)
    assert found["unit_person"].share.of_change.value is None
    assert found["registered"].share.of_change.value == pytest.approx(1.0)


def test_runs_that_do_not_report_fees_by_group_have_no_payers() -> None:
    made = study(EXTRA)
    without = {name: [replace(run, groups={}) for run in each] for name, each in made.runs.items()}
    bare = study_of(without, "baseline")
    assert (fee_payers(bare, "more"), share_of_change(bare, "more", group=OLD).before) == ([], None)
    assert (fee_sentences(bare, "more", "en"), old_sentence(bare, "more", "en")) == ([], "")
