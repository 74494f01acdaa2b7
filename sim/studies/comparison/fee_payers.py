"""Which residents pay: fees of each group a head, and what part of a change in fees each group bears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.language import Language, text
from sim.language.numbers import between, magnitude, percent, places_for, with_unit
from sim.model.groups import AGES, COLUMNS, GROUPS
from sim.runs.result import Floats, Run
from sim.statistics.intervals import NOTHING, Estimate, of_jackknife
from sim.statistics.pairing import by_seed
from sim.statistics.verdicts import FEWEST_SEEDS
from sim.statistics.windows import months_of
from sim.studies.comparison.by_group import GroupDifference
from sim.studies.comparison.payers import a_year, payers, times_12
from sim.studies.comparison.study import Study

FEES, A_HEAD = "residents_fees_yuan", "fees_per_resident_yuan"
OLD, AWAY = "age_60_plus", "unregistered"
JOINT: Mapping[str, tuple[str, ...]] = {**{name: (name,) for name in GROUPS}, OLD: AGES[3:]}
"""Groups whose part of a change is told, and the groups that they are made of."""
APART = 0.05
"""How far a group's part of a change at least lies from its part of all fees where it is told.

Most fees are for services, which are divided by who can pay, so that the two parts are alike by that rule alone.
"""
CHANGED = ("more", "less", "cannot_tell_yet_direction_settled")
"""Verdicts on fees after which it is told who bears the change."""
LASTING = (*AGES, "registered", "unregistered")
"""Groups that a policy does not move people between."""


@dataclass(frozen=True)
class Share:
    """A group's part of all fees of the baseline, and of what residents pay more or less, with its interval."""

    before: float | None
    of_change: Estimate


@dataclass(frozen=True)
class FeePayer:
    """What a group pays in fees: a head and year [yuan] against the baseline, and its parts of all fees and of their change."""

    group: str
    a_head: GroupDifference
    share: Share


def fee_payers(study: Study, scenario: str) -> list[FeePayer]:
    """Return what each group pays under an alternative in the last 12 months; nothing where runs do not report it."""
    own = {
        one.group: _yearly(one)
        for one in study.groups
        if (one.scenario, one.place, one.window, one.outcome) == (scenario, "city", "last_year", A_HEAD)
    }
    return [FeePayer(group, one, share_of_change(study, scenario, group=group)) for group, one in own.items()]


def share_of_change(study: Study, scenario: str, *, group: str) -> Share:
    """Return a group's part of the change in fees.

    There is none where luck may be all there is to the change, where it does not matter, and of stages, since a policy moves
    people between them.
    """
    ours, theirs = (by_seed(list(study.runs[name]), name) for name in (study.comparison.baseline, scenario))
    if FEES not in ours[0].groups:
        return Share(None, NOTHING)
    before, everybody = _paid(ours, JOINT[group]), _paid(ours, AGES)
    part = float(before.sum() / everybody.sum()) if everybody.sum() > 0 else None
    if group not in (*LASTING, OLD) or len(ours) < FEWEST_SEEDS or side(study, scenario) == 0:
        return Share(part, NOTHING)
    own, change = _paid(theirs, JOINT[group]) - before, _paid(theirs, AGES) - everybody
    left_out = (own.sum() - own) / (change.sum() - change)
    return Share(part, of_jackknife(float(own.sum() / change.sum()), left_out, _level(study, scenario)))


def side(study: Study, scenario: str) -> int:
    """Whether residents pay more (1) or less (-1) in fees; 0 where the runs cannot tell, or the change does not matter."""
    found = next((one for one in payers(study.comparison, study.runs, scenario) if one.who == "residents"), None)
    if found is None or found.verdict not in CHANGED:
        return 0
    return 1 if (found.estimate.value or 0.0) > 0 else -1


def fee_sentences(study: Study, scenario: str, lang: Language) -> list[str]:
    """Say who bears a change in fees: the old, those registered elsewhere, and a head.

    Nothing where no group's part clearly differs from its part of all fees: then the rule that divides fees says who pays.
    """
    way = {1: "up", -1: "down"}.get(side(study, scenario))
    if way is None:
        return []
    parts = [_part(group, share_of_change(study, scenario, group=group), way, lang) for group in (OLD, AWAY)]
    said = list(filter(None, parts))
    return [*said, *filter(None, [_a_head(fee_payers(study, scenario), way, lang)])] if said else []


def old_sentence(study: Study, scenario: str, lang: Language) -> str:
    """Say what part of a change in fees residents of 60 and over bear, where it clearly differs from their part of all fees."""
    way = {1: "up", -1: "down"}.get(side(study, scenario))
    return _part(OLD, share_of_change(study, scenario, group=OLD), way, lang) if way else ""


def _part(group: str, share: Share, way: str, lang: Language) -> str:
    gap, before = share.of_change, share.before
    if before is None or gap.value is None or gap.low is None or gap.high is None:
        return ""
    if abs(gap.value - before) < APART or gap.low <= before <= gap.high:
        return ""
    places = 1 if (gap.half_width or 0.0) < 0.01 else 0
    words = {"share": percent(gap.value, places, lang), "before": percent(before, places, lang)}
    interval = text("number.percent", lang, number=between((gap.low, gap.high), places, "share", lang))
    return text(f"fees.{group}_{way}", lang, interval=interval, why=text("fees.why", lang), **words)


def _a_head(found: Sequence[FeePayer], way: str, lang: Language) -> str:
    known = [one.a_head for one in found if one.group in LASTING and one.a_head.counts]
    told = [one for one in known if ((one.estimate.value or 0.0) > 0) is (way == "up")]
    told.sort(key=lambda one: -abs(one.estimate.value or 0.0))
    if len(told) < 2:
        return ""
    return text(f"fees.a_head_{way}", lang, most=_group(told[0], lang), least=_group(told[-1], lang))


def _group(one: GroupDifference, lang: Language) -> str:
    value = one.estimate.value or 0.0
    written = magnitude(value, places_for(one.estimate.half_width, value, "yuan"), "yuan", lang)
    size = with_unit(written, unit="yuan", lang=lang)
    return text("page.whom.group", lang, group=text(f"group_within.{one.group}", lang), size=size)


def _yearly(one: GroupDifference) -> GroupDifference:
    before, after = times_12(one.baseline), times_12(one.alternative)
    return replace(one, baseline=before, alternative=after, estimate=a_year(one.estimate))


def _level(study: Study, scenario: str) -> float:
    """The level of groups' intervals, which allows for their number."""
    return next(one.level for one in study.groups if one.scenario == scenario)


def _paid(runs: Sequence[Run], groups: Sequence[str]) -> Floats:
    """Yuan a month by seed that some groups of the city pay together, over the window in which outcomes are judged."""
    columns, months = [COLUMNS.index(f"city.{group}") for group in groups], months_of("last_year")
    paid = [run.groups[FEES][months][:, columns].astype(np.float64).sum(axis=1).mean() for run in runs]
    return np.array(paid)
