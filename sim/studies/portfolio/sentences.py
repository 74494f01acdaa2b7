"""What a search found, in sentences for planners."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sim.language import Language, text, unit_text
from sim.language.numbers import NONE, between, change, counted, level, places_for, with_unit
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.scenario.columns import ENTRIES
from sim.scenario.months import month_text
from sim.statistics.intervals import Estimate, of_pairs
from sim.studies.portfolio.portfolio import Move, whole
from sim.studies.portfolio.result import FEWEST_WORLDS, Found, Tried
from sim.studies.sensitivity.texts import name_there
from sim.studies.sweep.factors import Factor
from sim.studies.sweep.reductions import Measure

ROSE = 0.02
"""Part of the largest hypervolume by which the last third of the generations may still have raised it to count as settled."""
AGREE = 0.9
"""Part of the largest hypervolume that every start has to reach for that."""
FEWEST_STARTS, FEWEST_GENERATIONS = 3, 5
"""With fewer, nobody can tell whether a search has settled."""


def sentences(found: Found, lang: Language) -> list[str]:
    """What was searched, how sure the search is, then each recommended mix."""
    said = [about(found, lang), convergence(found, lang)]
    for one in found.recommended:
        parts = [place(one, found, lang), in_words(one, found.base, lang), gains(one, found, lang)]
        parts += [gives_up(one, found, lang), standing(one, found, lang), beside_shipped(one, found, lang)]
        said.append(f"{mix_name(one, lang)}{text('report.colon', lang)}{_joined(parts, lang)}")
    return [*said, shipped(found, lang)]


def mix_name(one: Tried, lang: Language) -> str:
    """The name of a mix; of a policy its own."""
    return text("search.mix", lang, letter=one.name) if one.mix else one.scenario.name[lang]


def measure_name(measure: Measure, lang: Language) -> str:
    """Name an outcome, and how it was reduced unless it is the mean of the run."""
    name = text(f"outcome.{measure.outcome}", lang)
    if measure.reduction == "mean":
        return name
    return text("sweep.measure", lang, outcome=name, how=text(f"sweep.reduction.{measure.reduction}", lang))


def about(found: Found, lang: Language) -> str:
    """What was searched, what was looked at again, and what was left of it."""
    counts = {"tried": counted("mixes", found.tried, lang), "runs": counted("runs", found.runs, lang)}
    effort, many = found.effort, {name: getattr(found, name) for name in ("left", "better", "apart")}
    words = {"starts": counted("starts", effort.starts, lang), "worlds": effort.worlds[-1], "fresh": effort.fresh}
    few = effort.fresh < FEWEST_WORLDS
    shown = text(
        f"search.{'shown' if few else 'recommended'}", lang, shown=len(found.recommended), fewest=FEWEST_WORLDS
    )
    said = [] if found.recommended else [text("search.nothing", lang)]
    said.append(
        text("search.about", lang, **counts, **words, **many, front=counted("mixes", found.front, lang), shown=shown)
    )
    if found.worlds.is_stale:
        said.append(text("worlds.stale", lang))
    return _joined(said, lang)


def limit(found: Found, lang: Language) -> str:
    """What a mix may cost, and what it must not make worse."""
    floors = text("sentence.join", lang).join(measure_name(one, lang) for one in found.goals.protected)
    spent = level(found.goals.usual_limit(found.baseline), "yuan", lang)
    said = [text("search.limit_same" if found.goals.budget is None else "search.limit", lang, yuan=spent)]
    return _joined([*said, *([text("search.floors", lang, floors=floors)] if floors else [])], lang)


def convergence(found: Found, lang: Language) -> str:
    """How far the starts agree, and whether more generations would find more, where that can be told."""
    last, before = found.volumes[:, -1], found.volumes[:, -1 - -(-found.effort.generations // 3)]
    rose = float((last - before).max() / (last.max() or 1.0))
    words = {"starts": counted("starts", len(last), lang), "low": f"{last.min():.2f}", "high": f"{last.max():.2f}"}
    if len(last) < FEWEST_STARTS or found.effort.generations < FEWEST_GENERATIONS:
        needs = {"fewest_starts": FEWEST_STARTS, "fewest_generations": FEWEST_GENERATIONS}
        return text("search.cannot_tell", lang, **words, **needs, generations=found.effort.generations)
    settled = rose <= ROSE and last.min() >= AGREE * last.max()
    return text("search.settled" if settled else "search.rising", lang, **words, rose=level(rose, "share", lang))


def in_words(one: Tried, base: Scenario, lang: Language) -> str:
    """What a mix does, from when."""
    return _joined([_dated(month, [*moves], base, lang) for month, moves in _by_month(one, base)], lang)


def moves_of(one: Tried, base: Scenario, lang: Language) -> list[tuple[str, str, str, str]]:
    """Each move: what is moved, from what, to what, and from when."""
    return [
        (
            _meaning(move.path, lang),
            _value(move.before(base), move.path, lang),
            _value(move.value, move.path, lang),
            when,
        )
        for month, moves in _by_month(one, base)
        for when in [_when(month, base, lang)]
        for move in moves
    ]


def gains(one: Tried, found: Found, lang: Language) -> str:
    """What a mix changes beside the baseline, each measure and public spending, with its interval."""
    return text("search.gains", lang, parts=_each(one.differences, found, lang))


def place(one: Tried, found: Found, lang: Language) -> str:
    """For which goals a mix does most of all that are recommended."""
    if len(found.recommended) == 1:
        return ""
    most = [
        measure_name(measure, lang)
        for k, measure in enumerate(found.goals.pursued)
        if one is max(found.recommended, key=lambda other: float(_gain(other, found)[:, k].mean()))
    ]
    if not most:
        return text("search.between", lang)
    return text("search.does_most", lang, goals=text("sentence.join", lang).join(most))


def gives_up(one: Tried, found: Found, lang: Language) -> str:
    """In which goals another recommended mix does better by what matters, and by how much."""
    parts = [*_better_ones(one, found, lang)]
    if len(found.recommended) == 1:
        return ""
    return (
        text("search.gives_up", lang, parts=text("search.join", lang).join(parts))
        if parts
        else text("search.no_better", lang)
    )


def standing(one: Tried, found: Found, lang: Language) -> str:
    """In how many fresh worlds a mix stands, what goes wrong in the others, and by what they differ."""
    low, high = (level(end, "share", lang) for end in one.interval)
    said = [text("search.stands", lang, stands=one.stands, worlds=one.worlds, low=low, high=high)]
    worse = [
        text("search.reason", lang, measure=measure_name(measure, lang), count=one.reasons[measure.column])
        for measure in found.goals.measures
        if one.reasons[measure.column]
    ]
    said += [text("search.fails", lang, parts=text("sentence.join", lang).join(worse))] if worse else []
    where = [
        text(f"search.where_{'high' if high else 'low'}", lang, what=_world(path, lang)) for path, high in one.where
    ]
    said += [text("search.where", lang, parts=text("sentence.join", lang).join(where))] if where else []
    count, most = found.bench.beyond(one.values)
    said += (
        [text("search.beyond", lang, count=count, worlds=one.worlds, most=level(most, "share", lang))] if count else []
    )
    said += [text("search.stand_for", lang, count=one.stand_for)] if one.stand_for > 1 else []
    return _joined(said, lang)


def beside_shipped(one: Tried, found: Found, lang: Language) -> str:
    """What a mix does beside the best shipped policy at equal money, in the same worlds."""
    if found.shipped is None:
        return ""
    level_ = found.bench.level(one.values.shape[1])
    gaps = [of_pairs(gap, level_) for gap in (one.values - found.shipped.values).T]
    return text("search.beside_shipped", lang, policy=mix_name(found.shipped, lang), parts=_each(gaps, found, lang))


def shipped(found: Found, lang: Language) -> str:
    """The best shipped policy at equal money, and what it does beside the baseline."""
    one = found.shipped
    if one is None:
        return text("search.no_shipped", lang)
    return _joined(
        [text("search.shipped", lang, policy=mix_name(one, lang)), gains(one, found, lang), standing(one, found, lang)],
        lang,
    )


def names(found: Found, lang: Language) -> list[str]:
    """Names of what was measured, public spending last."""
    return [*(measure_name(one, lang) for one in found.goals.measures), text("search.spending", lang)]


def units(found: Found) -> list[str]:
    """Units of what was measured."""
    return [*(one.known.unit for one in found.goals.measures), "yuan"]


def written(gap: Estimate, unit: str, lang: Language) -> tuple[str, str]:
    """A difference with its unit, and its interval."""
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    size = with_unit(change(gap.value, places, unit, lang), unit=unit, lang=lang)
    return size, NONE if gap.low is None or gap.high is None else between((gap.low, gap.high), places, unit, lang)


def _each(gaps: Sequence[Estimate], found: Found, lang: Language) -> str:
    """A difference a measure, public spending last."""
    parts = []
    for name, gap, unit in zip(names(found, lang), gaps, units(found), strict=True):
        size, interval = written(gap, unit, lang)
        parts.append(text("search.gain", lang, measure=name, change=size, interval=interval))
    return text("search.join", lang).join(parts)


def _better_ones(one: Tried, found: Found, lang: Language) -> Iterator[str]:
    mine = found.goals.gains(one.values, base=found.baseline)
    for k, measure in enumerate(found.goals.pursued):
        best = max(found.recommended, key=lambda other: float(_gain(other, found)[:, k].mean()))
        gap = _gain(best, found)[:, k] - mine[:, k]
        if gap.mean() > 1:
            size, _ = written(of_pairs((one.values - best.values)[:, k]), measure.known.unit, lang)
            yield text(
                "search.better_one", lang, measure=measure_name(measure, lang), change=size, mix=mix_name(best, lang)
            )


def _gain(one: Tried, found: Found) -> Floats:
    return found.goals.gains(one.values, base=found.baseline)


def _by_month(one: Tried, base: Scenario) -> Iterator[tuple[int, list[Move]]]:
    for month, moves in groupby(whole(one.mix, base), lambda move: move.month):
        yield month, [*moves]


def _dated(month: int, moves: list[Move], base: Scenario, lang: Language) -> str:
    parts = text("search.join", lang).join(
        text(
            "search.move",
            lang,
            what=_meaning(move.path, lang),
            value=_value(move.value, move.path, lang),
            before=_value(move.before(base), move.path, lang),
        )
        for move in moves
    )
    return text("search.dated", lang, when=_when(month, base, lang), parts=parts)


def _when(month: int, base: Scenario, lang: Language) -> str:
    return (
        text("search.from_month", lang, month=month_text(month, base.start))
        if month
        else text("search.from_start", lang)
    )


def _meaning(path: str, lang: Language) -> str:
    factor = Factor(path)
    return name_there(factor.quantity.meaning(lang), factor, lang)


def _value(value: float, path: str, lang: Language) -> str:
    unit = Factor(path).quantity.unit
    if unit == "share":
        return level(value, "share", lang)
    said = f"{value:.4g}"
    return (
        text("search.with_unit", lang, value=said, unit=unit_text(unit, lang))
        if unit.startswith(("yuan", "months"))
        else said
    )


def _world(path: str, lang: Language) -> str:
    known = next((one for entry, one in ENTRIES.items() if entry == path or entry.startswith(f"{path}.")), None)
    meaning = path if known is None else known.meaning(lang)
    return text("search.world", lang, meaning=meaning, path=path)


def _joined(parts: Sequence[str], lang: Language) -> str:
    return text("sentence.gap", lang).join(filter(None, parts))
