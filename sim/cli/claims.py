"""``shequ claims``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim import limits
from sim.cli import options, output
from sim.cli.option_groups import ANSWER, HERE, AnswerOptions, CrewOptions
from sim.cli.options import City, Months, Out, Size, WorldsFrom
from sim.cli.sweep import interruptible
from sim.language import Language

if TYPE_CHECKING:
    from sim.api.claims import Claims
    from sim.studies.claims.results import Found

FEWEST_SEEDS = 2

Worlds = Annotated[int, options.option("--worlds", key="claim_worlds", limits=limits.WORLDS)]
Seeds = Annotated[int, options.option("--seeds", key="claim_seeds", min=FEWEST_SEEDS, max=limits.SEEDS.high)]


def claims(
    asked: Annotated[list[str] | None, options.argument("[CLAIM...]", key="claim_ids")] = None,
    worlds: Worlds = 104,
    seeds: Seeds = 4,
    prior: Annotated[int, options.option("--prior", key="claim_prior", limits=limits.WORLDS)] = 52,
    worlds_from: WorldsFrom = None,
    months: Months = None,
    size: Size = None,
    city: City = "ningbo",
    out: Out = None,
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Run the article's claims over plausible worlds, and judge each."""
    language = answer.language()
    from sim.api.claims import claims as ask
    from sim.cli.progress import sweep_bar

    folder = out or Path("results") / "claims"
    with interruptible("claim.interrupted", folder, language), sweep_bar(language) as progress:
        result = ask(
            asked or (),
            out=folder,
            worlds=worlds,
            seeds=seeds,
            prior=prior,
            months=months or 120,
            size=size,
            city=city,
            worlds_from=worlds_from,
            crew=crew.crew(),
            watch=progress,
        )
    if answer.as_json:
        output.print_json(
            {
                "claims": result.claims.to_dict("records"),
                "tests": result.tests.to_dict("records"),
                "effects": result.effects.to_dict("records"),
                "where": result.where.to_dict("records"),
                "sentences": {claim.judged.claim.id: _said(claim, language) for claim in result.found},
                "page": str(result.page),
            }
        )
    else:
        _print(result, language)


def _print(result: "Claims", lang: Language) -> None:
    for judgement in result.found:
        claim = judgement.judged.claim
        output.print_text(f"{claim.id} {claim.name[lang]}", *(f"  {said}" for said in _said(judgement, lang)))
    output.say_written(lang, result.page)


def _said(judgement: "Found", lang: Language) -> list[str]:
    from sim.studies.claims.sentences import prior_sentence, verdict_sentence, without_sentence

    return [
        verdict_sentence(judgement, lang),
        *filter(None, [prior_sentence(judgement, lang)]),
        *(without_sentence(other, whole=judgement.judged, lang=lang) for other in judgement.without),
    ]
