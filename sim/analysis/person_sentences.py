"""Plain sentences on people, places and money; nothing is said where the runs do not tell it from luck."""

from collections.abc import Mapping, Sequence

from sim.analysis.by_community import CommunityGain
from sim.analysis.intervals import Estimate
from sim.analysis.money import Ledger, Value
from sim.analysis.persons import MATTERS, Persons
from sim.analysis.sentences import display_name
from sim.language import Language, text
from sim.language.numbers import between, change, level, places_for
from sim.scenario.months import month_text

Names = Mapping[str, str]


def person_sentences(one: Persons, names: Names, lang: Language) -> list[str]:
    """Say who is better and worse off, how the worst-off tenth fares, and how many communities lose."""
    return [_who(one, names, lang), _worst_off(one, lang), _where(one, lang)]


def _who(one: Persons, names: Names, lang: Language) -> str:
    words = {
        "scenario": display_name(one.scenario, names),
        "lucks": one.lucks,
        "residents": f"{one.residents:,}",
        "matters": MATTERS,
        "better": level(one.better, "share", lang),
        "worse": level(one.worse, "share", lang),
        "placebo_better": level(one.placebo_better, "share", lang),
        "placebo_worse": level(one.placebo_worse, "share", lang),
    }
    sides = {(True, True): "both", (True, False): "better", (False, True): "worse"}
    key = sides.get((one.better_beyond.excludes_zero, one.worse_beyond.excludes_zero), "luck")
    return text(f"person.{key}", lang, **words)


def _worst_off(one: Persons, lang: Language) -> str:
    gap = one.worst_off
    if gap.value is None or gap.low is None or gap.high is None:
        return text("person.worst_off_unknown", lang)
    key = "worst_off_luck" if not gap.excludes_zero else "worst_off"
    places = places_for(gap.half_width, gap.value, "index")
    interval = between((gap.low, gap.high), places, "index", lang)
    return text(f"person.{key}", lang, change=change(gap.value, places, "index", lang), interval=interval)


def losing(communities: Sequence[CommunityGain]) -> list[int]:
    """Places of the communities whose loss is more than luck."""
    return [k for k, one in enumerate(communities) if not one.is_noise and (one.estimate.value or 0) < 0]


def _where(one: Persons, lang: Language) -> str:
    lost, n = losing(one.communities), len(one.communities)
    gained = sum(not each.is_noise for each in one.communities) - len(lost)
    if n == 1:
        return text(f"person.only_{'loses' if lost else 'gains' if gained else 'luck'}", lang)
    sides = {"gained": _count("gain", gained, lang), "lost": _count("lose", len(lost), lang)}
    return text("person.communities", lang, communities=n, noise=n - gained - len(lost), **sides)


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


def money_sentences(one: Value, ours: Ledger, *, theirs: Ledger, names: Names, lang: Language) -> list[str]:
    """Say what the alternative costs as a present value, what a truly resolved case costs, and what reports leave out."""
    said = [_present(one, names, lang)]
    if None not in one.per_case:
        before, after = (level(each, "yuan", lang) for each in one.per_case)
        said.append(text("money_told.per_case", lang, baseline=before, alternative=after))
    known = (ours.reported, ours.truly, theirs.reported, theirs.truly)
    if None not in known:
        shares = dict(zip(("reported", "truly", "reported_then", "truly_then"), known, strict=True))
        said.append(text("money_told.reported", lang, **{k: level(v, "share", lang) for k, v in shares.items()}))
    return said


def _present(one: Value, names: Names, lang: Language) -> str:
    rate = level(one.discount, "share", lang)
    words = {"scenario": display_name(one.scenario, names), "rate": rate}
    plain, now = _money(one.sum_difference, "joint", lang), _money(one.present_difference, "same_level", lang)
    return text("money_told.present", lang, sum=plain, present=now, **words)


def _money(gap: Estimate, interval_of: str, lang: Language) -> str:
    """A difference in yuan, with its interval where there is one."""
    if gap.value is None:
        return "–"
    places = places_for(gap.half_width, gap.value, "yuan")
    written = text("number.size.yuan", lang, number=change(gap.value, places, "yuan", lang))
    if gap.low is None or gap.high is None or gap.low == gap.high:
        return written
    interval = between((gap.low, gap.high), places, "yuan", lang)
    return text(f"money_told.{interval_of}", lang, change=written, interval=interval)
