"""The report's later sections: people and places, money, stories, assumptions."""

from typing import Any

import numpy as np

from sim.language import Language, text
from sim.report.assumption_tables import assumed_table, counts, policy_table
from sim.report.interval_figures import shown
from sim.report.money_tables import fee_table, ledger_table, payer_table, use_table, value_table
from sim.report.outcome_tables import carried_table, course_table
from sim.report.people_tables import coherence_table, community_table, group_table, person_table
from sim.report.table import Names, Row, Table, table, year_labels
from sim.statistics.bands import years
from sim.studies.comparison.fee_payers import fee_payers, fee_sentences
from sim.studies.comparison.mechanisms import seeds_of
from sim.studies.comparison.person_sentences import apart_sentence, where_sentences, worst_off_sentence
from sim.studies.comparison.study import Study
from sim.studies.comparison.trajectory_sentences import carried_sentences, course_sentences
from sim.studies.why import Story
from sim.studies.why.words import chain_rows, chosen, heading, told

Section = dict[str, Any]


def people(study: Study, names: Names, lang: Language) -> Section:
    """Tables of groups, persons, communities and coherence."""
    comparison, persons = study.comparison, study.persons
    groups = shown(study.groups)
    compared = [one for one in comparison.alternatives if one in {group.scenario for group in groups}]
    said: Section = {"groups": [group_table(groups, one, names, lang) for one in compared], "persons": None}
    if persons:
        said["told"] = [worst_off_sentence(one, names, lang) for one in persons]
        said["persons"] = person_table(persons, names, lang)
        said["where"] = [(names[one.scenario], where_sentences(one, lang)) for one in persons]
        said["apart"] = [(names[one.scenario], apart_sentence(one, comparison.start, lang)) for one in persons]
        said["communities"] = [community_table(one, names, lang) for one in persons]
        said["coherence"] = coherence_table(persons, comparison.start, comparison.months, names, lang)
    return said


def money(study: Study, names: Names, lang: Language) -> Section:
    """Tables of who pays, of which residents pay, of uses, of flows and of present values."""
    paid = [one for one in study.comparison.alternatives if fee_payers(study, one)]
    return {
        "fees": [(names[one], fee_sentences(study, one, lang), fee_table(study, one, names, lang)) for one in paid],
        "prices": text("report.prices_note", lang, year=study.comparison.start[:4]),
        "payers": payer_table(study, names, lang),
        "uses": use_table(study.ledgers, names, lang),
        "ledger": ledger_table(study.ledgers, names, lang),
        "costs": value_table(study.values, names, lang),
    }


def stories(study: Study, names: Names, lang: Language) -> list[Section]:
    """Each story's heading, sentences and tables."""
    return [
        {
            "figure": f"life_{k}",
            "heading": heading(story, lang),
            "chosen": chosen(story, lang),
            "told": told(story, names, lang),
            "lives": _lives(story, names, lang),
            "chain": _chain(story, names, lang) if story.links else None,
        }
        for k, story in enumerate(study.stories)
    ]


def course(study: Study, names: Names, lang: Language) -> Section:
    """Of each alternative what moves first and what follows; through what it acts, where that was asked for."""
    start = study.comparison.start
    said: Section = {"told": [], "carried": [], "seeds": seeds_of(len(study.comparison.seeds))}
    for timeline in study.timelines:
        name = names[timeline.scenario]
        periods = course_table(timeline, start=start, name=name, lang=lang) if timeline.shown else None
        said["told"].append((name, course_sentences(timeline, start=start, lang=lang), periods))
        if parts := [part for part in study.carried if part.scenario == timeline.scenario]:
            words = carried_sentences(parts, lang)
            said["carried"].append((name, words, carried_table(parts, name=name, lang=lang)))
    return said


def _chain(story: Story, names: Names, lang: Language) -> Table:
    first, second = (names.get(one, one) for one in story.scenarios)
    words = [text(f"why.{key}", lang) for key in ("months", "what", "whose")]
    rows = [(month, (Row(tuple(cells)),)) for month, _, *cells in chain_rows(story, lang)]
    return table("chain", (), rows, lang, more=(*words, first, second, text("why.cause", lang)))


def _lives(story: Story, names: Names, lang: Language) -> Table:
    months = story.setting.months
    labels, spans = year_labels(story.start, months, lang), years(months)
    groups = []
    for k, scenario in enumerate(story.scenarios):
        lived = {name: values[k] for name, values in story.lives.items()}
        rows = (
            Row((text("report.lived_part", lang), *(f"{np.nansum(lived['takes_part'][span]):.0f}" for span in spans))),
            Row((text("report.lived_case", lang), *(f"{(lived['case_domain'][span] > 0).sum()}" for span in spans))),
            Row((text("report.lived_satisfaction", lang), *(_mean(lived["satisfaction"][span]) for span in spans))),
        )
        groups.append((names.get(scenario, scenario), rows))
    return table("lives", ("scenario",), groups, lang, more=("", *labels))


def _mean(values: Any) -> str:
    return "–" if np.isnan(values).all() else f"{np.nanmean(values):.2f}"


def assumptions(study: Study, names: Names, lang: Language) -> Section:
    """What the alternatives set otherwise, and what is assumed."""
    assumed, every = counts()
    scenarios = list(study.scenarios.values())
    return {
        "policy": policy_table(scenarios, names, lang) if scenarios else None,
        "assumed": assumed_table(lang),
        "told": text("report.assumed_told", lang, assumed=assumed, all=every),
    }
