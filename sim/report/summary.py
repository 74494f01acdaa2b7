"""Page one: the answer on each policy, in sentences made from the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.language import Language, text
from sim.language.numbers import counted, level
from sim.report.assumption_tables import counts
from sim.scenario.months import month_text
from sim.statistics.verdicts import FEWEST_SEEDS
from sim.studies.comparison.answer_sentences import (
    answer,
    by_person,
    for_whom,
    open_verdicts,
    other_windows,
    paid_not_done,
)
from sim.studies.comparison.fee_payers import old_sentence
from sim.studies.comparison.study import Study
from sim.studies.comparison.trajectory_sentences import lasting_sentence
from sim.studies.comparison.world_sentences import FIRST, default_among, first_sentence

Names = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What page one says of a policy: in how many plausible worlds it is better, then what it changes in the default one.

    Where no worlds were looked at, the default world's answer is the sentence and ``then`` is empty. ``more`` says for whom
    as well, and where windows judge otherwise.
    """

    sentence: str
    then: str
    more: tuple[str, ...]


def answers(study: Study, names: Names, lang: Language) -> list[Answer]:
    """Return the answer on each alternative."""
    return [_answer(study, scenario, names, lang) for scenario in study.comparison.alternatives]


def _answer(study: Study, scenario: str, names: Names, lang: Language) -> Answer:
    comparison, worlds = study.comparison, study.worlds
    own = answer(study, scenario, names, lang)
    if len(comparison.seeds) >= FEWEST_SEEDS:
        own = text("page.default_world", lang, answer=own)
    first = first_sentence(worlds, scenario, names, lang) if worlds else ""
    gap = comparison.difference(scenario, outcome=FIRST)
    among = default_among(worlds, scenario, default=gap.estimate, lang=lang) if worlds and gap else ""
    course = next((one for one in study.timelines if one.scenario == scenario), None)
    gone = lasting_sentence(course, lang) if course else ""
    more = [among, for_whom(study.groups, scenario, lang), by_person(study.persons, scenario, lang)]
    more += [paid_not_done(comparison, scenario, lang), old_sentence(study, scenario, lang)]
    more.append(gone or other_windows(comparison, scenario, lang))
    return Answer(first or own, own if first else "", tuple(filter(None, more)))


def frame(study: Study, names: Names, lang: Language) -> str:
    """Say which months, which baseline, how many seeds and whose prices all figures of page one are of."""
    comparison = study.comparison
    first = comparison.months - comparison.last_months
    return text(
        "page.frame",
        lang,
        months=counted("months", comparison.last_months, lang),
        first=month_text(first, comparison.start),
        last=month_text(comparison.months - 1, comparison.start),
        baseline=names[comparison.baseline],
        seeds=counted("paired", len(comparison.seeds), lang),
        year=comparison.start[:4],
    )


def cautions(study: Study, lang: Language) -> list[str]:
    """Say beside the verdicts what no interval contains, and what to do about verdicts that are open."""
    assumed, every = counts()
    said = [text("page.assumed", lang, assumed=assumed, all=every)]
    if study.worlds:
        said.append(text("page.worlds_some", lang, facts=len(study.worlds.plausible.log.get("targets", ()))))
    else:
        said.append(text("page.worlds_none", lang))
    return [
        *said,
        text("report.limit.lasting", lang),
        *filter(None, [open_verdicts(study.comparison, study.planned, lang)]),
    ]


def procedure(study: Study, names: Names, lang: Language) -> list[str]:
    """Say how the runs were looked at, and how budgets were made equal."""
    said = []
    if study.planned > 1:
        looks = ", ".join(map(str, study.looks))
        said.append(text("looks.told", lang, looks=looks, seeds=len(study.comparison.seeds)))
    for one in study.budgets:
        factors = ", ".join(f"{factor:.2f}" for factor in one.factors)
        gap = level(one.gap, "share", lang)
        said.append(text("budget.told", lang, scenario=names[one.scenario], factors=factors, gap=gap))
    return said
