"""What a search found, in sentences for planners."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sim.city.profile import load_profile
from sim.language import Language, text, unit_text
from sim.language.numbers import NONE, between, change, counted, level, places_for, with_unit
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.scenario.columns import ENTRIES
from sim.scenario.months import month_text
from sim.statistics.intervals import Estimate, of_pairs
from sim.studies.portfolio.goals import TOLERANCE
from sim.studies.portfolio.portfolio import Lever, Move, whole
from sim.studies.portfolio.result import FEWEST_WORLDS, SearchResult, Tried
from sim.studies.sweep.factors import Factor, name_there
from sim.studies.sweep.reductions import Measure

ROSE = 0.02
"""Part of the largest hypervolume by which the last third of the generations may still have raised it to count as settled."""
AGREE = 0.9
"""Part of the largest hypervolume that every start has to reach for that."""
FEWEST_STARTS, FEWEST_GENERATIONS = 3, 5
"""With fewer, nobody can tell whether a search has settled."""


def sentences(result: SearchResult, lang: Language) -> list[str]:
    """What was searched, how sure the search is, then each recommended portfolio."""
    said = [about(result, lang), convergence(result, lang)]
    for one in result.recommended:
        parts = [place(one, result, lang), in_words(one, result.base, lang), gains(one, result, lang)]
        parts += [gives_up(one, result, lang), standing(one, result, lang), beside_shipped(one, result, lang)]
        said.append(f"{portfolio_name(one, lang)}{text('report.colon', lang)}{_joined(parts, lang)}")
    return [*said, shipped(result, lang)]


def portfolio_name(one: Tried, lang: Language) -> str:
    """The name of a portfolio; of a policy its own."""
    return text("search.mix", lang, letter=one.name) if one.portfolio else one.scenario.name[lang]


def measure_name(measure: Measure, lang: Language) -> str:
    """Name an outcome, and how it was reduced unless it is the mean of the run."""
    name = text(f"outcome.{measure.outcome}", lang)
    if measure.reduction == "mean":
        return name
    return text("sweep.measure", lang, outcome=name, how=text(f"sweep.reduction.{measure.reduction}", lang))


def about(result: SearchResult, lang: Language) -> str:
    """What was searched, what was looked at again, and what was left of it."""
    counts = {"tried": counted("mixes", result.tried, lang), "runs": counted("runs", result.runs, lang)}
    effort, many = result.effort, {name: getattr(result, name) for name in ("left", "better", "apart")}
    words = {"starts": counted("starts", effort.starts, lang), "worlds": effort.worlds[-1], "fresh": effort.fresh}
    few = effort.fresh < FEWEST_WORLDS
    shown = text(
        f"search.{'shown' if few else 'recommended'}", lang, shown=len(result.recommended), fewest=FEWEST_WORLDS
    )
    said = [] if result.recommended else [text("search.nothing", lang)]
    said.append(
        text("search.about", lang, **counts, **words, **many, front=counted("mixes", result.front, lang), shown=shown)
    )
    if result.worlds.is_stale:
        said.append(text("worlds.stale", lang))
    return _joined(said, lang)


def limit(result: SearchResult, lang: Language) -> str:
    """What a portfolio may cost, and what it must not make worse."""
    floors = text("sentence.join", lang).join(measure_name(one, lang) for one in result.goals.protected)
    spent = level(result.goals.usual_limit(result.baseline), "yuan", lang)
    said = [text("search.limit_same" if result.goals.budget is None else "search.limit", lang, yuan=spent)]
    return _joined([*said, *([text("search.floors", lang, floors=floors)] if floors else [])], lang)


def convergence(result: SearchResult, lang: Language) -> str:
    """How far the starts agree, and whether more generations would find more, where that can be told."""
    last, before = result.volumes[:, -1], result.volumes[:, -1 - -(-result.effort.generations // 3)]
    rose = float((last - before).max() / (last.max() or 1.0))
    words = {"starts": counted("starts", len(last), lang), "low": f"{last.min():.2f}", "high": f"{last.max():.2f}"}
    if len(last) < FEWEST_STARTS or result.effort.generations < FEWEST_GENERATIONS:
        needs = {"fewest_starts": FEWEST_STARTS, "fewest_generations": FEWEST_GENERATIONS}
        return text("search.cannot_tell", lang, **words, **needs, generations=result.effort.generations)
    settled = rose <= ROSE and last.min() >= AGREE * last.max()
    return text("search.settled" if settled else "search.rising", lang, **words, rose=level(rose, "share", lang))


def in_words(one: Tried, base: Scenario, lang: Language) -> str:
    """What a portfolio does, from when."""
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


def gains(one: Tried, result: SearchResult, lang: Language) -> str:
    """What a portfolio changes beside the baseline, each measure and public spending, with its interval."""
    return text("search.gains", lang, parts=_each(one.differences, result, lang))


def place(one: Tried, result: SearchResult, lang: Language) -> str:
    """For which goals a portfolio does most of all that are recommended."""
    if len(result.recommended) == 1:
        return ""
    most = [
        measure_name(measure, lang)
        for k, measure in enumerate(result.goals.pursued)
        if one is max(result.recommended, key=lambda other: float(_gain(other, result)[:, k].mean()))
    ]
    if not most:
        return text("search.between", lang)
    return text("search.does_most", lang, goals=text("sentence.join", lang).join(most))


def gives_up(one: Tried, result: SearchResult, lang: Language) -> str:
    """In which goals another recommended portfolio does better by what matters, and by how much."""
    parts = [*_better_ones(one, result, lang)]
    if len(result.recommended) == 1:
        return ""
    return (
        text("search.gives_up", lang, parts=text("search.join", lang).join(parts))
        if parts
        else text("search.no_better", lang)
    )


def standing(one: Tried, result: SearchResult, lang: Language) -> str:
    """In how many fresh worlds a portfolio stands, what goes wrong in the others, and by what they differ."""
    low, high = (level(end, "share", lang) for end in one.interval)
    said = [text("search.stands", lang, stands=one.stands, worlds=one.worlds, low=low, high=high)]
    worse = [
        text("search.reason", lang, measure=measure_name(measure, lang), count=one.reasons[measure.column])
        for measure in result.goals.measures
        if one.reasons[measure.column]
    ]
    said += [text("search.fails", lang, parts=text("sentence.join", lang).join(worse))] if worse else []
    where = [
        text(f"search.where_{'high' if high else 'low'}", lang, what=_world(path, lang)) for path, high in one.where
    ]
    said += [text("search.where", lang, parts=text("sentence.join", lang).join(where))] if where else []
    count, most = result.bench.beyond(one.values)
    said += (
        [text("search.beyond", lang, count=count, worlds=one.worlds, most=level(most, "share", lang))] if count else []
    )
    said += [text("search.stand_for", lang, count=one.stand_for)] if one.stand_for > 1 else []
    return _joined(said, lang)


def beside_shipped(one: Tried, result: SearchResult, lang: Language) -> str:
    """What a portfolio does beside the best shipped policy at equal money, in the same worlds."""
    if result.shipped is None:
        return ""
    level_ = result.bench.level(one.values.shape[1])
    gaps = [of_pairs(gap, level_) for gap in (one.values - result.shipped.values).T]
    return text(
        "search.beside_shipped", lang, policy=portfolio_name(result.shipped, lang), parts=_each(gaps, result, lang)
    )


def shipped(result: SearchResult, lang: Language) -> str:
    """The best shipped policy at equal money, and what it does beside the baseline."""
    one = result.shipped
    if one is None:
        return text("search.no_shipped", lang)
    return _joined(
        [
            text("search.shipped", lang, policy=portfolio_name(one, lang)),
            gains(one, result, lang),
            standing(one, result, lang),
        ],
        lang,
    )


def names(result: SearchResult, lang: Language) -> list[str]:
    """Names of what was measured, public spending last."""
    return [*(measure_name(one, lang) for one in result.goals.measures), text("search.spending", lang)]


def units(result: SearchResult) -> list[str]:
    """Units of what was measured."""
    return [*(one.known.unit for one in result.goals.measures), "yuan"]


def written(gap: Estimate, unit: str, lang: Language) -> tuple[str, str]:
    """A difference with its unit, and its interval."""
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    size = with_unit(change(gap.value, places, unit, lang), unit=unit, lang=lang)
    return size, NONE if gap.low is None or gap.high is None else between((gap.low, gap.high), places, unit, lang)


def _each(gaps: Sequence[Estimate], result: SearchResult, lang: Language) -> str:
    """A difference a measure, public spending last."""
    parts = []
    for name, gap, unit in zip(names(result, lang), gaps, units(result), strict=True):
        size, interval = written(gap, unit, lang)
        parts.append(text("search.gain", lang, measure=name, change=size, interval=interval))
    return text("search.join", lang).join(parts)


def _better_ones(one: Tried, result: SearchResult, lang: Language) -> Iterator[str]:
    mine = result.goals.gains(one.values, base=result.baseline)
    for k, measure in enumerate(result.goals.pursued):
        best = max(result.recommended, key=lambda other: float(_gain(other, result)[:, k].mean()))
        gap = _gain(best, result)[:, k] - mine[:, k]
        if gap.mean() > 1:
            size, _ = written(of_pairs((one.values - best.values)[:, k]), measure.known.unit, lang)
            yield text(
                "search.better_one",
                lang,
                measure=measure_name(measure, lang),
                change=size,
                mix=portfolio_name(best, lang),
            )


def _gain(one: Tried, result: SearchResult) -> Floats:
    return result.goals.gains(one.values, base=result.baseline)


def _by_month(one: Tried, base: Scenario) -> Iterator[tuple[int, list[Move]]]:
    for month, moves in groupby(whole(one.portfolio, base), lambda move: move.month):
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


def judged(result: SearchResult, lang: Language) -> str:
    """By what a portfolio keeps a limit, beats the baseline and is recommended."""
    return text("search.judged", lang, tolerance=level(TOLERANCE, "share", lang), fewest=FEWEST_WORLDS)


def asked(result: SearchResult, lang: Language) -> str:
    """What was searched where, for how long, with which levers, and which of these no portfolio that is shown uses."""
    question, effort, join = result.asked, result.effort, text("sentence.join", lang)
    used = {move.path for one in result.recommended for move in one.portfolio}
    idle = [one.path for one in question.levers if one.path not in used]
    place = question.place
    last = question.first_seed + effort.worlds[-1] + effort.fresh - 1
    words = {"city": getattr(load_profile(place.city).name, lang), "size": place.size, "months": place.months}
    seeds = {"first": question.first_seed, "last": last, "seed": effort.seed}
    levers = join.join(_range(one, lang) for one in question.levers)
    said = [text("search.asked", lang, **words, **seeds, levers=levers, model=question.model[:16])]
    said += [text("search.idle", lang, levers=join.join(idle))] if idle else []
    return text("sentence.gap", lang).join(said)


def compared(file: str, result: SearchResult) -> str:
    """The command that compares a portfolio as the search ran it, given in the search's folder."""
    city, size, months = result.asked.place
    return f"shequ compare {result.base.reference} {file} --city {city} --size {size} --months {months}"


def _range(lever: Lever, lang: Language) -> str:
    values = [f"{value:.4g}" for value in lever.values]
    between = ", ".join(values) if lever.factor.values else text("number.between", lang, low=values[0], high=values[-1])
    return text("search.range", lang, path=lever.path, values=between)
