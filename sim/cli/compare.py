"""``shequ compare``."""

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from sim import limits
from sim.cli import options, output
from sim.cli.option_groups import HERE, CrewOptions
from sim.cli.options import City, Engine, FirstSeed, Json, Langs, Months, Out, Size, Threads, With, WorldsFrom
from sim.language import text

if TYPE_CHECKING:
    from sim.api.compare import Answer
    from sim.studies.comparison import Difference, GroupDifference
    from sim.studies.comparison.across_worlds import Worlds
    from sim.studies.comparison.persons import Persons


def compare(
    baseline: Annotated[str, options.argument("BASELINE", key="baseline", autocompletion=options.scenario_names)],
    alternatives: Annotated[
        list[str], options.argument("ALT...", key="alternatives", autocompletion=options.scenario_names)
    ],
    seeds: Annotated[str, options.option("--seeds", key="seeds_or_auto", metavar="N|auto")] = "10",
    equal_budget: Annotated[bool, options.option("--equal-budget")] = False,
    discount: Annotated[float, options.option("--discount", limits=limits.NUMBERS["discount"])] = 0.03,
    person_seeds: Annotated[int | None, options.option("--person-seeds", limits=limits.PERSON_SEEDS)] = None,
    worlds: Annotated[int | None, options.option("--worlds", limits=limits.WORLDS)] = None,
    worlds_from: WorldsFrom = None,
    world_seeds: Annotated[int, options.option("--world-seeds", limits=limits.WORLD_SEEDS)] = limits.SEEDS_A_WORLD,
    mechanisms: Annotated[bool, options.option("--mechanisms")] = False,
    first_seed: FirstSeed = 0,
    months: Months = None,
    size: Size = None,
    engine: Engine = "compiled",
    city: City = "ningbo",
    out: Out = None,
    lab: Annotated[bool, options.option("--lab", key="with_lab")] = False,
    replace: Annotated[bool, options.option("--replace")] = False,
    crew: CrewOptions = HERE,
    threads: Threads = None,
    own: With = None,
    lang: Langs = None,
    as_json: Json = False,
) -> None:
    """Compare policies with a baseline: first the self-test, then the runs, then the report."""
    from sim.cli.progress import progress_bars
    from sim.cli.simulate import checked, folder, settings

    langs = options.languages(lang)
    language = langs[0]
    options.take(own)
    wanted = options.number_or_auto("--seeds", given=seeds)
    how = settings(
        first_seed, city=city, months=months, size=size, engine=engine, workers=crew.workers, threads=threads
    )
    if person_seeds is not None:
        limits.checked({"--person-seeds": person_seeds})
    with progress_bars(language) as begin:
        begin("start")
        from sim.api.compare import Watch
        from sim.api.compare import compare as ask
        from sim.cli.comparison_screen import (
            print_answer,  # what takes a second to import is imported while somebody is told
        )
        from sim.report.finalize import LAB

        answer = ask(
            baseline,
            alternatives,
            out=folder(out, baseline, *alternatives),
            seeds=wanted,
            months=how.months,
            size=how.size,
            city=city,
            engine=engine,
            first_seed=first_seed,
            equal_budget=equal_budget,
            discount=discount,
            person_seeds=person_seeds,
            worlds=worlds,
            worlds_from=worlds_from,
            world_seeds=world_seeds,
            mechanisms=mechanisms,
            workers=how.workers,
            crew=crew.remote(),
            threads=how.threads,
            replace=replace,
            report=langs,
            lab=lab,
            watch=Watch(partial(checked, how=how, lang=language), output.say, begin),
        )
    page = {"lab": str(answer.folder / LAB)} if lab else {}
    if as_json:
        output.print_json(_answer_json(answer) | page)
    else:
        print_answer(answer, language)
        output.print_text(*(text("cli.word.lab", language, file=file) for file in page.values()))


def _answer_json(answer: "Answer") -> dict[str, Any]:
    from sim.scenario.months import month_text

    result, comparison = answer.study, answer.study.comparison
    return {
        "baseline": comparison.baseline,
        "seeds": list(comparison.seeds),
        "looks": list(result.looks),
        "months": comparison.months,
        "self_test": {"max_abs_difference": 0.0},
        "alternatives": [
            {
                "scenario": name,
                "begins": month_text(comparison.begins.get(name, 0), comparison.start),
                "verdicts": [
                    _verdict_json(difference) for difference in comparison.differences if difference.scenario == name
                ],
                "windows_differ": [
                    {"outcome": apart[0].outcome.name} | {difference.window: difference.says for difference in apart}
                    for apart in comparison.disagreements(name)
                ],
            }
            for name in comparison.alternatives
        ],
        "groups": [_group_json(group) for group in result.groups if group.place == "city"],
        "persons": [_person_json(persons) for persons in result.persons],
        "worlds": None if result.worlds is None else _worlds_json(result.worlds),
        "equal_budgets": [asdict(budget) for budget in result.budgets],
        "report": str(answer.page),
        "path": str(answer.folder),
    }


def _worlds_json(worlds: "Worlds") -> dict[str, Any]:
    """In how many worlds what was found; the worlds themselves are in the tables."""
    known = worlds.plausible
    facts = {"worlds": worlds.count, "seeds": worlds.seeds, "fitted_to": known.city}
    return facts | {"stale": worlds.stale, "tallies": [asdict(tally) for tally in worlds.tallies]}


def _group_json(group: "GroupDifference") -> dict[str, Any]:
    named = {
        name: getattr(group, name) for name in ("scenario", "group", "outcome", "window", "baseline", "alternative")
    }
    gap = group.estimate
    return named | {"difference": gap.value, "low": gap.low, "high": gap.high, "may_be_luck": group.is_noise}


def _person_json(persons: "Persons") -> dict[str, Any]:
    names = (
        "scenario",
        "person_seeds",
        "residents",
        "better",
        "worse",
        "placebo_better",
        "placebo_worse",
        "first_divergence",
    )
    plain = {name: getattr(persons, name) for name in names}
    return plain | {"more_than_luck": persons.says_something, "worst_off": persons.worst_off.value}


def _verdict_json(difference: "Difference") -> dict[str, Any]:
    estimate = difference.estimate
    return {
        "outcome": difference.outcome.name,
        "window": difference.window,
        "baseline": difference.baseline,
        "alternative": difference.alternative,
        "difference": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "level": difference.level,
        "matters": difference.matters,
        "unit": difference.outcome.unit,
        "verdict": difference.verdict,
        "exploratory": difference.exploratory,
        "more_seeds": difference.more_seeds,
    }
