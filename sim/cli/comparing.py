"""``shequ compare``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sim.cli import options, output
from sim.cli.options import City, Engine, FirstSeed, Json, Lang, Months, Out, Size, With, Workers
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.analysis import Comparison, Difference
    from sim.scenario import Scenario


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
    seeds: Annotated[int, typer.Option("--seeds", min=1, max=1_000_000, help=options.told("seeds"))] = 10,
    first_seed: FirstSeed = 0,
    months: Months = None,
    size: Size = "neighbourhood",
    engine: Engine = "compiled",
    city: City = "ningbo",
    out: Out = None,
    workers: Workers = None,
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Compare policies with a baseline: first the self-test, then the runs, then the report."""
    from sim import analysis
    from sim.cli.selftest import self_test
    from sim.cli.simulate import check_districts, folder, progress_bar, settings, simulate
    from sim.language import text

    language = options.language(lang)
    options.take(own)
    how = settings(first_seed, seeds, months, size, engine, city, workers)
    scenarios = _loaded([baseline, *alternatives], how.start, language)
    check_districts(scenarios, how, language)
    where = folder(out, baseline, *alternatives)
    gap = self_test(scenarios[0], scenarios[1:], how, language)
    output.say(text("cli.selftest.passed", language))
    with progress_bar(language) as progress:
        runs = simulate(scenarios, how, where, progress)
    others = {name: runs[name] for name in alternatives}
    found = analysis.compare(runs[baseline], others, {one.reference: one.thresholds for one in scenarios[1:]})
    report = _written(found, runs, scenarios, where, language)
    if as_json:
        output.print_json(_comparison_json(found, gap, report, where))
    else:
        names = {one.reference: one.name[language] for one in scenarios}
        print("\n".join(analysis.sentences(found, language, names)))
        print(text("cli.word.report", language, file=report))


def _loaded(references: Sequence[str], start: str, lang: str) -> "list[Scenario]":
    from sim.language import text
    from sim.scenario import load

    for reference in references:
        if references.count(reference) > 1:
            raise InputError(text("cli.error.twice", lang, scenario=reference))
    scenarios = [load(reference, start) for reference in references]
    for scenario in scenarios:
        output.say(*output.notice_texts(scenario.notices, lang))
    return scenarios


def _written(found: "Comparison", runs: Any, scenarios: "list[Scenario]", where: Path, lang: str) -> Path:
    from sim.report import write

    described = {
        one.reference: _Described(one.reference, one.name, one.question, output.notice_texts(one.notices, lang))
        for one in scenarios
    }
    return write(found, runs, described, where, lang)


def _comparison_json(found: "Comparison", gap: float, report: Path, where: Path) -> dict[str, Any]:
    return {
        "baseline": found.baseline,
        "seeds": list(found.seeds),
        "months": found.months,
        "self_test": {"max_abs_difference": gap},
        "alternatives": [
            {
                "scenario": name,
                "verdicts": [_verdict_json(one) for one in found.differences if one.scenario == name],
            }
            for name in found.alternatives
        ],
        "report": str(report),
        "path": str(where),
    }


def _verdict_json(difference: "Difference") -> dict[str, Any]:
    estimate = difference.estimate
    return {
        "outcome": difference.outcome.name,
        "window": difference.window,
        "difference": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "unit": difference.outcome.unit,
        "verdict": difference.verdict,
    }
