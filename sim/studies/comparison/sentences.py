"""Plain sentences made from the numbers; they claim no more than the verdict does."""

from collections.abc import Mapping, Sequence

from sim.language import Language, text
from sim.language.numbers import between, change, counted, magnitude, places_apart, places_for, with_unit
from sim.outcomes import HEADLINE
from sim.scenario.months import month_text
from sim.statistics.intervals import Estimate
from sim.statistics.verdicts import FEWEST_SEEDS, Verdict
from sim.statistics.windows import Window
from sim.studies.comparison.comparison import Comparison, Difference

SETTLED = {"better", "worse", "more", "less", "cannot_tell_yet_direction_settled"}


def sentences(comparison: Comparison, lang: Language, names: Mapping[str, str] | None = None) -> list[str]:
    """What the runs say: what each alternative costs, where its verdict depends on the window, then each headline outcome.

    ``names`` gives display names. With several alternatives each outcome's sentence begins with its scenario.
    """
    several = len(comparison.alternatives) > 1
    told = [cost_sentence(comparison, scenario, lang, names) for scenario in comparison.alternatives]
    told += filter(None, (windows_sentence(comparison, scenario, lang, names) for scenario in comparison.alternatives))
    for scenario in comparison.alternatives:
        for sentence in outcome_sentences(comparison, scenario, lang):
            whose = display_name(scenario, names)
            told.append(text("sentence.of_scenario", lang, scenario=whose, sentence=sentence) if several else sentence)
    return told


def outcome_sentences(comparison: Comparison, scenario: str, lang: Language) -> list[str]:
    """One alternative's headline outcomes in the last 12 months, and in another window where a settled verdict is another."""
    return [_outcome_sentences(comparison, difference, lang) for difference in headline(comparison, scenario)]


def headline(comparison: Comparison, scenario: str) -> list[Difference]:
    """One alternative's differences in the headline outcomes, last 12 months."""
    found = (comparison.difference(scenario, outcome=outcome.name) for outcome in HEADLINE)
    return [difference for difference in found if difference is not None]


def windows_sentence(
    comparison: Comparison, scenario: str, lang: Language, names: Mapping[str, str] | None = None
) -> str:
    """Name the headline outcomes whose verdict depends on the window, with what each window says; nothing where none does."""
    apart = comparison.disagreements(scenario)
    if not apart:
        return ""
    own = comparison.windows(scenario)
    windows = text("windows.beside", lang).join(window_name(comparison, scenario, window, lang) for window in own)
    parts = text("windows.list", lang).join(
        _apart([one for one in all_of if one.window in own], lang) for all_of in apart
    )
    return text("windows.apart", lang, scenario=display_name(scenario, names), windows=windows, parts=parts)


def _apart(windows: Sequence[Difference], lang: Language) -> str:
    said = text("windows.beside", lang).join(text(f"windows.{one.says}", lang) for one in windows)
    return text("windows.part", lang, outcome=outcome_within(windows[0].outcome.name, lang), verdicts=said)


def window_name(comparison: Comparison, scenario: str, window: Window, lang: Language) -> str:
    """Name a window of an alternative with its length, and the policy's first years with the month in which they begin."""
    begins = month_text(comparison.begins.get(scenario, 0), comparison.start)
    months = counted("months", comparison.length(scenario, window), lang)
    return text(f"window.{window}", lang, months=months, begins=begins)


def _outcome_sentences(comparison: Comparison, difference: Difference, lang: Language) -> str:
    """Say one difference, its interval and its verdict.

    Another settled verdict in another window is said too: what is cheap over ten years may be better in the last alone.
    """
    name = text(f"outcome.{difference.outcome.name}", lang)
    window = window_name(comparison, difference.scenario, difference.window, lang)
    said = [_difference_sentence(difference, text("sentence.in_window", lang, outcome=name, window=window), lang)]
    own = comparison.windows(difference.scenario)
    for other in comparison.in_windows(difference.scenario, outcome=difference.outcome.name):
        if other.window in own and not other.is_open and other.verdict != difference.verdict:
            window = window_name(comparison, difference.scenario, other.window, lang)
            said.append(_difference_sentence(other, text(f"sentence.over.{other.window}", lang, window=window), lang))
    return text("sentence.gap", lang).join(filter(None, said))


def _difference_sentence(difference: Difference, outcome: str, lang: Language) -> str:
    said = "neutral" if difference.verdict in ("more", "less") else difference.verdict
    words = {"outcome": outcome, "verdict": text(f"verdict.{said}", lang)}
    estimate, unit = difference.estimate, difference.outcome.unit
    if estimate.value is None:
        return text("sentence.missing", lang, missing=difference.missing, seeds=difference.seeds, **words)
    places = places_for(estimate.half_width, estimate.value, unit)
    signed = with_unit(change(estimate.value, places, unit, lang), unit=unit, lang=lang)
    if estimate.low is None or estimate.high is None:
        return text("sentence.no_interval", lang, change=signed, **words)
    if estimate.low == estimate.high == 0:
        return text("sentence.same", lang, seeds=difference.seeds, **words)
    places = places_apart((estimate.low, estimate.high), difference.matters, places, unit)
    signed = with_unit(change(estimate.value, places, unit, lang), unit=unit, lang=lang)
    interval = between((estimate.low, estimate.high), places, unit, lang)
    if difference.verdict not in SETTLED:
        return text("sentence.open", lang, change=signed, interval=interval, **words)
    size = with_unit(magnitude(estimate.value, places, unit, lang), unit=unit, lang=lang)
    side = "higher" if estimate.value > 0 else "lower"
    return text(f"sentence.{side}", lang, size=size, interval=interval, **words)


def cost_sentence(comparison: Comparison, scenario: str, lang: Language, names: Mapping[str, str] | None = None) -> str:
    """Say what public money an alternative costs beside the baseline, in percent, over the window of the outcomes' verdicts."""
    words = {
        "scenario": display_name(scenario, names),
        "baseline": display_name(comparison.baseline, names),
        "window": window_name(comparison, scenario, "last_year", lang),
    }
    spending = comparison.difference(scenario, outcome="public_spending_yuan")
    if spending is None or spending.estimate.low is None or spending.estimate.high is None:
        return text("cost.unknown", lang, **words)
    if spending.estimate.low == spending.estimate.high == 0:
        return text("cost.same", lang, seeds=spending.seeds, **words)
    counts = {"seeds": spending.seeds, "fewest": FEWEST_SEEDS}
    return text(f"cost.{_cost_code(spending)}", lang, **words, **counts, **_percentages(spending, lang))


def display_name(scenario: str, names: Mapping[str, str] | None) -> str:
    """Name a scenario for people; its reference where it has no name."""
    return (names or {}).get(scenario, scenario)


def _cost_code(spending: Difference) -> str:
    if spending.seeds < FEWEST_SEEDS:
        return "few"
    side = "more" if (spending.estimate.value or 0) > 0 else "less"
    codes: dict[Verdict, str] = {
        "too_small_to_matter": "alike",
        "cannot_tell_yet": "open",
        "cannot_tell_yet_direction_settled": f"{side}_unsized",
    }
    return codes.get(spending.verdict, side)


def _percentages(spending: Difference, lang: Language) -> dict[str, str]:
    ends = (spending.estimate.value, spending.estimate.low, spending.estimate.high)
    value, low, high = ((end or 0.0) / abs(spending.baseline or 1.0) for end in ends)
    places = places_for((high - low) / 2, value, "share")
    return {
        "percent": magnitude(value, places, "share", lang),
        "change": change(value, places, "share", lang),
        "interval": between((low, high), places, "share", lang),
    }


def difference_text(gap: Estimate, *, unit: str, lang: Language) -> str:
    """Write a difference with the decimals that its interval supports, without its unit."""
    return change(gap.value, places_for(gap.half_width, gap.value or 0.0, unit), unit, lang)


def outcome_within(outcome: str, lang: Language) -> str:
    """Name an outcome within a sentence."""
    name = text(f"outcome.{outcome}", lang)
    return name[0].lower() + name[1:]
