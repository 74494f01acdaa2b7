"""The first page: what a meeting needs to know, in sentences made from the numbers."""

from collections.abc import Mapping

from sim.analysis.person_sentences import money_sentences, person_sentences
from sim.analysis.sentences import outcome_sentences, summary, windows_sentence
from sim.analysis.study import Study
from sim.analysis.world_sentences import first_sentence, standing_sentence
from sim.language import Language, text
from sim.language.numbers import level

Names = Mapping[str, str]


def one_page(study: Study, names: Names, lang: Language) -> list[str]:
    """How the runs were looked at, and how budgets were made equal."""
    said = []
    if study.planned > 1:
        looks = ", ".join(map(str, study.looks))
        said.append(text("looks.told", lang, looks=looks, seeds=len(study.comparison.seeds)))
    for one in study.budgets:
        factors = ", ".join(f"{factor:.2f}" for factor in one.factors)
        gap = level(one.gap, "share", lang)
        said.append(text("budget.told", lang, scenario=names[one.scenario], factors=factors, gap=gap))
    return said


def told_of(study: Study, scenario: str, names: Names, lang: Language) -> tuple[str, str, list[str]]:
    """One alternative: its name, the first sentence, and sentence by sentence verdicts, windows that differ, money and people.

    The first sentence says in how many plausible worlds the policy is better; without other worlds it is on verdicts.
    """
    comparison = study.comparison
    value = next(one for one in study.values if one.scenario == scenario)
    ledgers = {one.scenario: one for one in study.ledgers}
    apart = windows_sentence(comparison, scenario, lang, names)
    first, told = summary(comparison, scenario, lang, names), [apart] if apart else []
    if study.worlds:
        told = [standing_sentence(study.worlds, scenario, lang), first, *told]
        first = first_sentence(study.worlds, scenario, names, lang)
    told += money_sentences(value, ledgers[comparison.baseline], theirs=ledgers[scenario], names=names, lang=lang)
    for one in (one for one in study.persons if one.scenario == scenario):
        told += person_sentences(one, names, lang)
    return names[scenario], first, told


def outcomes_told(study: Study, scenario: str, lang: Language) -> list[str]:
    """One alternative's headline outcomes, sentence by sentence."""
    return outcome_sentences(study.comparison, scenario, lang)
