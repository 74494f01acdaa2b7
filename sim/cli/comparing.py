"""``shequ compare``."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sim.cli import options, output
from sim.cli.options import City, Engine, FirstSeed, Json, Lang, Months, Out, Size, Threads, With, Workers
from sim.errors import InputError, RunError

if TYPE_CHECKING:
    from sim.analysis import Difference, GroupDifference
    from sim.analysis.persons import Persons
    from sim.analysis.study import Study
    from sim.scenario import Scenario

FEWEST = 10
"""Seeds of the first look of ``--seeds auto``."""


class _Described(NamedTuple):
    """What a report says of a scenario; its notices are already in the report's language."""

    reference: str
    name: dict[str, str]
    question: dict[str, str]
    notices: list[str]


def compare(
    baseline: Annotated[str, typer.Argument(metavar="BASELINE", help=options.told("baseline"), show_default=False)],
    alternatives: Annotated[
        list[str], typer.Argument(metavar="ALT...", help=options.told("alternatives"), show_default=False)
    ],
    seeds: Annotated[str, typer.Option("--seeds", metavar="N|auto", help=options.told("seeds_or_auto"))] = "10",
    equal_budget: Annotated[bool, typer.Option("--equal-budget", help=options.told("equal_budget"))] = False,
    discount: Annotated[float, typer.Option("--discount", min=0, max=0.08, help=options.told("discount"))] = 0.03,
    lucks: Annotated[
        int | None, typer.Option("--lucks", min=0, max=1_000, help=options.told("lucks"), show_default=False)
    ] = None,
    worlds: Annotated[int, typer.Option("--worlds", min=0, max=10_000, help=options.told("worlds"))] = 0,
    worlds_range: Annotated[
        float, typer.Option("--worlds-range", min=0.01, max=1, help=options.told("worlds_range"))
    ] = 1.0,
    first_seed: FirstSeed = 0,
    months: Months = None,
    size: Size = None,
    engine: Engine = "compiled",
    city: City = "ningbo",
    out: Out = None,
    replace: Annotated[bool, typer.Option("--replace", help=options.told("replace"))] = False,
    workers: Workers = None,
    threads: Threads = None,
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Compare policies with a baseline: first the self-test, then the runs, then the report."""
    from sim.analysis.study import Wanted, study
    from sim.analysis.why import Setting
    from sim.analysis.world_sentences import too_few_sentence
    from sim.cli.progress import progress_bar
    from sim.cli.selftest import self_test
    from sim.cli.simulate import checked, folder, residents, settings, with_seeds
    from sim.language import text
    from sim.patterns.baseline import missed
    from sim.report import write
    from sim.report.bundle import seal
    from sim.report.question import check_free, question
    from sim.runs.executors import lasting, processes
    from sim.runs.lock import alone_in

    language = options.language(lang)
    options.take(own)
    wanted = options.number_or_auto("--seeds", seeds)
    how = settings(first_seed, wanted or FEWEST, months, size, engine, city, workers, threads)
    met = options.lucks(lucks, residents(how))
    scenarios = _loaded([baseline, *alternatives], how.start, language)
    notices = checked(scenarios, how, language)
    where = folder(out, baseline, *alternatives)
    asked = Wanted(wanted, equal_budget, discount, met, worlds, worlds_range)
    setting = Setting(city, how.size, first_seed, first_seed, how.months)
    whole = question(scenarios, asked, setting, engine) | {"language": language}
    check_free(where, whole, replace)
    gap = self_test(scenarios[0], scenarios[1:], how, language)
    output.say(text("cli.selftest.passed", language))
    with alone_in(where), lasting(processes(how.workers)) as crew:
        with progress_bar(language) as progress:
            run = with_seeds(how, where, progress, crew)
            fits = partial(missed, seed=first_seed, size=how.size, city=city)
            found = study(scenarios[0], scenarios[1:], run, asked, setting, crew, fits)
        described = _described(scenarios, notices)
        report = write(found, described, where, language, crew.hire())
        seal(where, found, described, language, whole)
    if as_json:
        output.print_json(_study_json(found, gap, report, where))
    else:
        _print_study(found, scenarios, report, language)
    if found.worlds and found.worlds.too_few:
        raise RunError(too_few_sentence(found.worlds, language))


def _print_study(found: "Study", scenarios: "Sequence[Scenario]", report: Path, lang: str) -> None:
    from sim.analysis import sentences
    from sim.analysis.world_sentences import world_sentences
    from sim.language import text

    names = {one.reference: one.name[lang] for one in scenarios}
    print("\n".join(sentences(found.comparison, lang, names)))
    if found.worlds:
        print("\n".join(world_sentences(found.worlds, names, lang)))
    if len(found.looks) > 1:
        looked = ", ".join(map(str, found.looks))
        print(text("looks.told", lang, looks=looked, seeds=len(found.comparison.seeds)))
    print(text("cli.word.report", lang, file=report))


def _loaded(references: Sequence[str], start: str, lang: str) -> "list[Scenario]":
    from sim.language import text
    from sim.scenario import load

    for reference in references:
        if references.count(reference) > 1:
            raise InputError(text("cli.error.twice", lang, scenario=reference))
    return [load(reference, start) for reference in references]


def _described(scenarios: "list[Scenario]", notices: dict[str, list[str]]) -> dict[str, _Described]:
    return {
        one.reference: _Described(one.reference, one.name, one.question, notices[one.reference]) for one in scenarios
    }


def _study_json(found: "Study", gap: float, report: Path, where: Path) -> dict[str, Any]:
    comparison = found.comparison
    return {
        "baseline": comparison.baseline,
        "seeds": list(comparison.seeds),
        "looks": list(found.looks),
        "months": comparison.months,
        "self_test": {"max_abs_difference": gap},
        "alternatives": [
            {
                "scenario": name,
                "verdicts": [_verdict_json(one) for one in comparison.differences if one.scenario == name],
            }
            for name in comparison.alternatives
        ],
        "groups": [_group_json(one) for one in found.groups if one.place == "city"],
        "persons": [_person_json(one) for one in found.persons],
        "worlds": None if found.worlds is None else asdict(found.worlds),
        "equal_budgets": [asdict(one) for one in found.budgets],
        "report": str(report),
        "path": str(where),
    }


def _group_json(one: "GroupDifference") -> dict[str, Any]:
    named = {name: getattr(one, name) for name in ("scenario", "group", "outcome", "window", "baseline", "alternative")}
    gap = one.estimate
    return named | {"difference": gap.value, "low": gap.low, "high": gap.high, "may_be_luck": one.is_noise}


def _person_json(one: "Persons") -> dict[str, Any]:
    names = ("scenario", "lucks", "residents", "better", "worse", "placebo_better", "placebo_worse", "first_divergence")
    plain = {name: getattr(one, name) for name in names}
    return plain | {"more_than_luck": one.says_something, "worst_off": one.worst_off.value}


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
