"""What other plausible worlds say, in sentences."""

from collections.abc import Mapping

from sim.analysis.sentences import display_name
from sim.analysis.worlds import PATIENCE, Tally, Worlds
from sim.language import Language, text, told
from sim.language.numbers import level
from sim.limits import NUMBERS

Names = Mapping[str, str]
FRUITFUL = 0.1
"""Share of the plausible ranges from which about one parameter set in forty was kept; from much more hardly any is."""


def world_sentences(worlds: Worlds, names: Names, lang: Language) -> list[str]:
    """Say how many worlds were kept and why others were not, then each outcome's verdicts."""
    tried = text(
        "worlds.tried",
        lang,
        kept=worlds.kept,
        tried=worlds.tried,
        range=text("number.percent", lang, number=f"{100 * worlds.spread:.4g}"),
        share=level(worlds.kept / worlds.tried, "share", lang),
        by=text("sentence.join", lang).join(_rejecting(worlds)) or text("worlds.nothing", lang),
    )
    few = [too_few_sentence(worlds, lang)] if worlds.too_few else []
    return [tried, *few, *(_told(tally, names, lang) for tally in worlds.tallies)]


def _rejecting(worlds: Worlds) -> list[str]:
    """The three patterns that reject most parameter sets, each with their number."""
    return [f"{name} ({count})" for name, count in list(worlds.rejected_by.items())[:3]]


def told_search(worlds: Worlds) -> str:
    """Say how far the search for worlds is; before the first parameter set, how long it may take."""
    most, wanted = f"{worlds.most:,}", worlds.wanted
    if worlds.tried == 0:
        return told("search.begun", most=most, wanted=wanted, patience=PATIENCE)
    said = told("search.so_far", tried=f"{worlds.tried:,}", most=most, kept=worlds.kept, wanted=wanted)
    by = ", ".join(_rejecting(worlds))
    return f"{said} {told('search.rejecting', by=by)}" if by else said


def too_few_sentence(worlds: Worlds, lang: Language) -> str:
    """Say that the search for worlds stopped early, and what to ask for instead."""
    narrower = FRUITFUL if worlds.spread > FRUITFUL else max(worlds.spread / 2, NUMBERS["worlds_range"].low)
    key = "too_few" if narrower < worlds.spread else "too_few_at_narrowest"
    return text(
        f"worlds.{key}", lang, kept=worlds.kept, tried=f"{worlds.tried:,}", wanted=worlds.wanted, range=f"{narrower:g}"
    )


def _told(tally: Tally, names: Names, lang: Language) -> str:
    words = {
        "scenario": display_name(tally.scenario, names),
        "outcome": text(f"outcome.{tally.outcome}", lang),
        "undecided": tally.undecided,
    }
    if tally.leading is None or tally.interval is None:
        return text("worlds.open", lang, **words)
    low, high = (level(end, "share", lang) for end in tally.interval)
    verdict = text(f"verdict.{tally.leading}", lang)
    counts = {"count": tally.verdicts[tally.leading], "decided": tally.decided, "low": low, "high": high}
    said = text("worlds.led", lang, verdict=verdict, **counts, **words)
    flips = text("sentence.join", lang).join(tally.flips)
    return f"{said} {text('worlds.flips', lang, parameters=flips)}" if flips else said
