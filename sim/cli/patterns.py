"""``shequ patterns``."""

from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.options import City, FirstSeed, Size
from sim.language import Language, text
from sim.limits import SIZES, one_of

if TYPE_CHECKING:
    from sim.ensemble.patterns import Finding


def patterns(
    seeds: Annotated[int, options.option("--seeds", min=1, max=1000)] = 10,
    first_seed: FirstSeed = 0,
    size: Size = None,
    city: City = "ningbo",
    answer: AnswerOptions = ANSWER,
) -> None:
    """Observe the stylised facts of the evidence in the baseline."""
    from sim.city.profile import load_profile, usual_size
    from sim.cli.progress import progress_bars
    from sim.ensemble.patterns import findings

    language = answer.language()
    usual = usual_size(load_profile(city, of="--city"))
    size = one_of("--size", size, SIZES) if size else usual
    with progress_bars(language) as begin:
        result = findings(range(first_seed, first_seed + seeds), size, city=city, progress=begin("runs"))
    if answer.as_json:
        output.print_json([_json(each) for each in result])
    else:
        _print(result, language)


def _json(result: "Finding") -> dict[str, object]:
    pattern = result.pattern
    return {
        "id": pattern.id,
        "observable": text(f"pattern.{pattern.observable}", "en"),
        "kind": pattern.kind,
        "value": result.value,
        "low": pattern.low,
        "high": pattern.high,
        "holds": result.holds,
    }


def _print(result: "list[Finding]", lang: Language) -> None:
    from sim.ensemble.patterns.messages import row

    head = [text(f"cli.column.{name}", lang) for name in ("pattern", "observable", "value", "band", "holds")]
    output.print_table(
        text("cli.heading.patterns", lang), head, [row(each, lang) for each in result], numbers=head[2:4]
    )
