"""Plain sentences on people, places and money; nothing is said where the runs do not tell it from luck."""

from collections.abc import Mapping, Sequence

from sim.language import Language, text
from sim.language.numbers import between, change, level, places_for
from sim.scenario.months import month_text
from sim.studies.comparison.by_community import MATTERS, CommunityGain
from sim.studies.comparison.persons import Persons
from sim.studies.comparison.sentences import display_name

Names = Mapping[str, str]


def where_sentences(one: Persons, lang: Language) -> list[str]:
    """Say how many communities gain and lose, and what happens where the policy does not reach."""
    return [_where(one, lang), far_sentence(one, lang)]


def worst_off_sentence(one: Persons, names: Names, lang: Language) -> str:
    """Say how the tenth that was worst off in the first month fares."""
    gap, name = one.worst_off, display_name(one.scenario, names)
    if gap.value is None or gap.low is None or gap.high is None:
        return text("person.worst_off_unknown", lang, scenario=name)
    key = "worst_off_luck" if not gap.excludes_zero else "worst_off"
    places = places_for(gap.half_width, gap.value, "index")
    interval = between((gap.low, gap.high), places, "index", lang)
    written = change(gap.value, places, "index", lang)
    return text(f"person.{key}", lang, scenario=name, change=written, interval=interval)


def losing(communities: Sequence[CommunityGain]) -> list[int]:
    """Places of the communities whose loss is more than luck and as large as what matters."""
    return [k for k, one in enumerate(communities) if one.counts and (one.estimate.value or 0) < 0]


def _where(one: Persons, lang: Language) -> str:
    lost, n = losing(one.communities), len(one.communities)
    gained = sum(each.counts for each in one.communities) - len(lost)
    if n == 1:
        return text(f"person.only_{'loses' if lost else 'gains' if gained else 'luck'}", lang)
    sides = [_count(what, count, lang) for what, count in (("gain", gained), ("lose", len(lost))) if count]
    words = {"communities": n, "matters": MATTERS, "sides": text("person.sides", lang).join(sides)}
    return text("person.communities" if sides else "person.no_community", lang, **words)


def _count(what: str, count: int, lang: Language) -> str:
    """So many communities, with the verb or noun that agrees."""
    return text(f"person.{what}.{'one' if count == 1 else 'some'}", lang, count=count)


def far_sentence(one: Persons, lang: Language) -> str:
    """What happens in communities that the policy does not touch, beside those that it does."""
    far, near = (
        [each.estimate.value or 0.0 for each in one.communities if each.touched is touched] for touched in (False, True)
    )
    if not far:
        return text("person.touches_all", lang)
    if not near:
        return text("person.touches_none", lang)
    sides = {"untouched": _count("untouched", len(far), lang), "touched": _count("touched", len(near), lang)}
    return text("person.far", lang, far=_mean(far, lang), near=_mean(near, lang), **sides)


def _mean(gains: list[float], lang: Language) -> str:
    """Communities' mean gain; where some gain and others lose, also how large gains and losses are."""
    mean, size = (sum(of) / len(of) for of in (gains, [abs(gain) for gain in gains]))
    key = "mean_of_both" if min(gains) < 0 < max(gains) else "mean"
    return text(
        f"person.{key}", lang, mean=change(mean, 4, "index", lang), size=change(size, 4, "index", lang).lstrip("+")
    )


def apart_sentence(one: Persons, start: str, lang: Language) -> str:
    """When the two worlds part, and how many residents still decide alike."""
    month = one.first_divergence
    if month is None:
        return text("person.never_apart", lang)
    words = {"month": month_text(month, start), "same": level(float(one.decided_alike.mean()), "share", lang)}
    return text("person.apart", lang, **words, last=level(float(one.decided_alike[-1]), "share", lang))
