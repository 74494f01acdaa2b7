"""The answer on a policy: what gets better and worse, what it costs whom, and for whom, in a sentence each."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sim.language import Language, text
from sim.language.numbers import level, magnitude, percent, places_for, with_unit
from sim.outcomes import BY_NAME
from sim.scenario.compare import diff
from sim.statistics.intervals import Estimate
from sim.statistics.verdicts import FEWEST_SEEDS, OPEN, Verdict
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.by_group import GroupDifference
from sim.studies.comparison.comparison import Comparison, Difference
from sim.studies.comparison.payers import OUTCOMES, PARTS, Payer, payers
from sim.studies.comparison.persons import Persons
from sim.studies.comparison.sentences import display_name, headline, outcome_within
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import FIRST, agreeing

Names = Mapping[str, str]
MOST_NAMED = 3
"""Outcomes beyond which they are counted and not named."""
ROUGH = 0.1
"""Part of a sum from which on it is told in whole percent."""
LASTING = ("age_", "registered", "unregistered")
"""Groups that a policy does not move people between."""
CAPITAL = "funding.private_capital"
"""The lever that says how much donors and firms pay."""
JUDGED = "satisfaction_mean"
"""The outcome by which it is told for whom a policy is good."""


def answer(study: Study, scenario: str, names: Names, lang: Language) -> str:
    """Say in one sentence what a policy makes better and worse, and what the treasury and residents pay."""
    comparison = study.comparison
    name = display_name(scenario, names)
    if len(comparison.seeds) < FEWEST_SEEDS:
        return text("page.few", lang, scenario=name, seeds=len(comparison.seeds), fewest=FEWEST_SEEDS)
    better, worse, other = (
        listed([_clause(one, study.worlds, lang) for one in _told(comparison, scenario, verdicts)], "clauses", lang)
        for verdicts in (("better",), ("worse",), ("more", "less"))
    )
    key = "mixed" if better and worse else "plain" if better or worse else "neutral" if other else "none"
    cost = cost_clauses(payers(comparison, study.runs, scenario), lang, assumed=_opens_to_capital(study, scenario))
    return text(f"page.{key}", lang, scenario=name, gains=better or worse or other, losses=worse, cost=cost)


def _told(comparison: Comparison, scenario: str, verdicts: Sequence[Verdict]) -> list[Difference]:
    """Main outcomes with one of these verdicts; what the treasury spends is told by who pays."""
    found = headline(comparison, scenario)
    return [one for one in found if one.verdict in verdicts and one.outcome.name not in OUTCOMES.values()]


def _opens_to_capital(study: Study, scenario: str) -> bool:
    """Whether the policy itself sets how much private capital comes."""
    ours, theirs = (study.scenarios.get(name) for name in (study.comparison.baseline, scenario))
    return ours is not None and theirs is not None and any(one.path == CAPITAL for one in diff(ours, new=theirs))


def cost_clauses(found: Sequence[Payer], lang: Language, *, assumed: bool = False) -> str:
    """Say what the treasury and residents pay more or less; of both at once where nothing else is to be said.

    Of residents it is said apart what they pay for help and what they buy, where either matters. What donors and firms pay more
    is ``assumed`` where the policy says that they do.
    """
    by = {one.who: one for one in found}
    moved = {who: one for who, one in by.items() if one.verdict in ("more", "less")}
    parts = [moved[who] for who in PARTS if who in moved]
    told = [by["treasury"], *(parts or [by["residents"]])] if by else []
    others = [moved["others"]] if "others" in moved else []
    if {one.verdict for one in (*told, *others)} == {"too_small_to_matter"}:
        return text("page.cost.alike.both", lang)
    order = sorted([*told, *others], key=lambda one: one.verdict in OPEN)
    clauses = [_cost(one, lang, assumed=assumed and one.who == "others") for one in order]
    return listed(clauses, "clauses", lang) or text("page.cost.unknown", lang)


def _cost(one: Payer, lang: Language, *, assumed: bool) -> str:
    key: str = "cut" if one.is_cut and one.verdict == "less" else one.verdict
    if assumed and one.verdict == "more":
        key = "more_assumed"
    if one.verdict == "cannot_tell_yet_direction_settled":
        key = "unsized_up" if (one.estimate.value or 0.0) > 0 else "unsized_down"
    value = one.estimate.value or 0.0
    most = max((abs(end) for end in (one.estimate.low, one.estimate.high) if end is not None), default=0.0)
    part, within = "", _yuan(most, one, lang)
    if one.baseline:
        side, share = "up" if value > 0 else "down", _rough(value / one.baseline, lang)
        part, within = text(f"page.cost.part.{side}", lang, share=share), _rough(most / one.baseline, lang)
    return text(f"page.cost.{one.who}.{key}", lang, size=amount(one, lang), part=part, within=within)


def _rough(share: float, lang: Language) -> str:
    """Write a part of a sum without its sign: ``70 %``, ``1.3 %``."""
    return percent(abs(share), 0 if abs(share) >= ROUGH else 1, lang)


def amount(one: Payer, lang: Language) -> str:
    """Write how much more or less somebody pays, without its sign."""
    return _yuan(one.estimate.value or 0.0, one, lang)


def _yuan(value: float, one: Payer, lang: Language) -> str:
    places = places_for(one.estimate.half_width, value, "yuan")
    return with_unit(magnitude(value, places, "yuan", lang), unit="yuan", lang=lang)


def _clause(one: Difference, worlds: Worlds | None, lang: Language) -> str:
    """Say from what to what an outcome rises or falls, and in how many worlds, unless the first sentence has said that."""
    unit = one.outcome.unit
    before, after = level(one.baseline, unit, lang), level(one.alternative, unit, lang)
    if unit != "share":
        after = with_unit(after, unit=unit, lang=lang)
    side = "up" if (one.estimate.value or 0.0) > 0 else "down"
    said = text(f"page.{side}.{one.outcome.name}", lang, before=before, after=after)
    if worlds is None or one.outcome.name == FIRST:
        return said
    count = agreeing(worlds, one, lang)
    return text("page.in_worlds", lang, said=said, count=count) if count else said


def listed(parts: Sequence[str], kind: Literal["clauses", "names"], lang: Language) -> str:
    """Join clauses or names as a sentence does, the last one with “and”."""
    if len(parts) < 2:
        return "".join(parts)
    first = text(f"page.{kind}.join", lang).join(parts[:-1])
    return text(f"page.{kind}.and", lang, first=first, last=parts[-1])


def for_whom(groups: Sequence[GroupDifference], scenario: str, lang: Language) -> str:
    """Say which groups of residents gain and lose in satisfaction, as far as it is more than luck and matters."""
    known = [
        one
        for one in groups
        if (one.scenario, one.place, one.window, one.outcome) == (scenario, "city", "last_year", JUDGED)
        and one.group.startswith(LASTING)
    ]
    told = sorted((one for one in known if one.counts), key=lambda one: -(one.estimate.value or 0.0))
    gain, lose = ([one for one in told if ((one.estimate.value or 0.0) > 0) is up] for up in (True, False))
    if not known:
        return ""
    words: dict[str, object] = {"gain": len(gain), "lose": len(lose), "groups": len(known)}
    if told:
        words |= {"most": _group(told[0], lang), "least": _group(told[-1], lang)}
    key = "both" if gain and lose else "gain" if gain else "lose" if lose else "none"
    every = "_every" if len(told) == len(known) > 1 and key in ("gain", "lose") else ""
    return text(f"page.whom.{key}{every}", lang, **words)


def by_person(found: Sequence[Persons], scenario: str, lang: Language) -> str:
    """Say how many residents are better and worse off beyond what luck makes of them; nothing where none were compared."""
    one = next((one for one in found if one.scenario == scenario), None)
    if one is None:
        return ""
    return text("page.persons", lang, better=_beyond(one.better_beyond, lang), worse=_beyond(one.worse_beyond, lang))


def _beyond(share: Estimate, lang: Language) -> str:
    clear = share.excludes_zero and (share.value or 0.0) > 0.0
    return percent(share.value or 0.0, 1, lang) if clear else text("page.persons_nobody", lang)


def _group(one: GroupDifference, lang: Language) -> str:
    value = one.estimate.value or 0.0
    size = magnitude(value, places_for(one.estimate.half_width, value, BY_NAME[one.outcome].unit), "index", lang)
    return text("page.whom.group", lang, group=text(f"group_within.{one.group}", lang), size=size)


def paid_not_done(comparison: Comparison, scenario: str, lang: Language) -> str:
    """Say where society pays for a larger part of help without giving more of it; nothing elsewhere."""
    paid = comparison.difference(scenario, outcome="society_paid_share")
    done = comparison.difference(scenario, outcome="society_delivered_share")
    if paid is None or done is None or paid.verdict != "more" or done.verdict == "more":
        return ""
    before, after = (level(value, "share", lang) for value in (done.baseline, done.alternative))
    return text("page.paid_not_done", lang, before=before, after=after)


def other_windows(comparison: Comparison, scenario: str, lang: Language) -> str:
    """Name the headline outcomes that are judged otherwise over another stretch of time, or count many; nothing for none."""
    apart = [outcome_within(one[0].outcome.name, lang) for one in comparison.disagreements(scenario)]
    if len(apart) > MOST_NAMED:
        return text("page.windows_many", lang, count=len(apart), all=len(headline(comparison, scenario)))
    return text("page.windows", lang, outcomes=listed(apart, "names", lang)) if apart else ""


def open_verdicts(comparison: Comparison, looks: int, lang: Language) -> str:
    """Say what ``--seeds auto`` would do about verdicts that are open; nothing where none is."""
    if len(comparison.seeds) < FEWEST_SEEDS or not any(
        one.is_open for one in comparison.differences if one.outcome.headline and one.window == "last_year"
    ):
        return ""
    return text("page.open_looked" if looks > 1 else "page.open", lang)
