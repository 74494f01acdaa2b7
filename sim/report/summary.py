"""The first page: what a meeting needs to know, in sentences made from the numbers."""

from collections.abc import Mapping

from sim.analysis.person_sentences import money_sentences, person_sentences
from sim.analysis.sentences import outcome_sentences, summary, windows_sentence
from sim.analysis.study import Study
from sim.analysis.world_sentences import too_few_sentence
from sim.language import Language, text
from sim.language.numbers import level

Names = Mapping[str, str]


def one_page(study: Study, names: Names, lang: Language) -> list[str]:
    """How far the search for worlds came, how the runs were looked at, and how budgets were made equal."""
    said = [too_few_sentence(study.worlds, lang)] if study.worlds and study.worlds.too_few else []
    if study.planned > 1:
        looks = ", ".join(map(str, study.looks))
        said.append(text("looks.told", lang, looks=looks, seeds=len(study.comparison.seeds)))
    for one in study.budgets:
        factors = ", ".join(f"{factor:.2f}" for factor in one.factors)
        gap = level(one.gap, "share", lang)
        said.append(text("budget.told", lang, scenario=names[one.scenario], factors=factors, gap=gap))
    return said


def told_of(study: Study, scenario: str, names: Names, lang: Language) -> tuple[str, str, list[str]]:
    """One alternative: its name, one sentence on verdicts, and sentence by sentence windows that differ, money and people."""
    comparison = study.comparison
    value = next(one for one in study.values if one.scenario == scenario)
    ledgers = {one.scenario: one for one in study.ledgers}
    apart = windows_sentence(comparison, scenario, lang, names)
    told = [apart] if apart else []
    told += money_sentences(value, ledgers[comparison.baseline], theirs=ledgers[scenario], names=names, lang=lang)
    for one in (one for one in study.persons if one.scenario == scenario):
        told += person_sentences(one, names, lang)
    return names[scenario], summary(comparison, scenario, lang, names), told


def outcomes_told(study: Study, scenario: str, lang: Language) -> list[str]:
    """One alternative's headline outcomes, sentence by sentence."""
    return outcome_sentences(study.comparison, scenario, lang)
