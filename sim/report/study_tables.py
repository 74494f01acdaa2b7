"""The tables of groups, persons, communities, money and coherence: what every figure of them shows, in numbers."""

from collections.abc import Mapping, Sequence

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, level, places_for
from sim.outcomes import BY_NAME
from sim.report.map_figure import sign
from sim.report.table import Row, Table, outcome_with_unit, year_labels
from sim.runs.result import Floats
from sim.statistics.intervals import Estimate
from sim.studies.comparison.by_group import GroupDifference
from sim.studies.comparison.money import Ledger, Value
from sim.studies.comparison.persons import Persons

Names = Mapping[str, str]
LARGEST = 100
"""Communities in a table; of more, those that lose or gain most."""


def group_table(groups: Sequence[GroupDifference], scenario: str, names: Names, lang: Language) -> Table:
    """One alternative's groups: baseline, alternative, difference, and whether it is noise."""
    found: dict[str, tuple[Row, ...]] = {}
    for one in (each for each in groups if each.scenario == scenario):
        heading = outcome_with_unit(one.outcome, lang)
        found[heading] = (*found.get(heading, ()), _group_row(one, lang))
    keys = ("outcome", "group", "baseline", "alternative", "difference", "exploratory_interval", "is_noise")
    title = text("report.groups_caption", lang, scenario=names[scenario])
    return Table(title, tuple(text(f"report.{key}", lang) for key in keys), tuple(found.items()))


def _group_row(one: GroupDifference, lang: Language) -> Row:
    unit = BY_NAME[one.outcome].unit
    cells = (level(one.baseline, unit, lang), level(one.alternative, unit, lang), *gap_cells(one.estimate, unit, lang))
    return Row((text(f"group.{one.group}", lang), *cells, noise(one.estimate, one.counts, lang)))


def noise(gap: Estimate, counts: bool, lang: Language) -> str:
    """Say whether a difference is more than luck, and whether it is as large as what matters; nothing where there is none."""
    if gap.low is None:
        return NONE
    if not gap.excludes_zero:
        return text("report.may_be_luck", lang)
    return text("report.not_luck" if counts else "report.too_small", lang)


def gap_cells(gap: Estimate, unit: str, lang: Language) -> tuple[str, str]:
    """A difference and its interval, as a table has them."""
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    written = change(gap.value, places, unit, lang)
    if gap.low is None or gap.high is None:
        return written, NONE
    return written, between((gap.low, gap.high), places, unit, lang)


def person_table(persons: Sequence[Persons], names: Names, lang: Language) -> Table:
    """Shares of residents better and worse off, beside the placebo's."""
    rows = tuple(
        (
            names[one.scenario],
            (
                _person_row("better_off", one.better, placebo=one.placebo_better, beyond=one.better_beyond, lang=lang),
                _person_row("worse_off", one.worse, placebo=one.placebo_worse, beyond=one.worse_beyond, lang=lang),
            ),
        )
        for one in persons
    )
    keys = ("scenario", "who", "share_of_residents", "placebo", "beyond_placebo", "plain_interval", "is_noise")
    return Table(
        text(
            "report.persons_caption", lang, person_seeds=persons[0].person_seeds, residents=f"{persons[0].residents:,}"
        ),
        tuple(text(f"report.{key}", lang) for key in keys),
        rows,
    )


def _person_row(who: str, share: float, *, placebo: float, beyond: Estimate, lang: Language) -> Row:
    shares = (level(share, "share", lang), level(placebo, "share", lang))
    return Row((text(f"report.{who}", lang), *shares, *gap_cells(beyond, "share", lang), noise(beyond, True, lang)))


def community_table(one: Persons, names: Names, lang: Language) -> Table:
    """Communities of one alternative; where there are many, those with the largest gains and losses."""
    order = sorted(range(len(one.communities)), key=lambda k: one.communities[k].estimate.value or 0.0)
    if len(order) > LARGEST:
        order = [*order[: LARGEST // 2], *order[-LARGEST // 2 :]]
    rows = []
    for k in order:
        each = one.communities[k]
        near = text("report.touched" if each.touched else "report.untouched", lang)
        facts = (
            text(f"life.short_type.{each.place.type}", lang),
            each.place.district_name or str(each.place.district),
            f"{each.place.residents:,}",
            near,
        )
        rows.append(
            (each.place.name or str(k + 1), (Row((*facts, *gap_cells(each.estimate, "index", lang), sign(each))),))
        )
    keys = ("community", "type", "district", "residents", "policy", "gain", "exploratory_interval", "sign")
    title = text("report.communities_caption", lang, scenario=names[one.scenario])
    return Table(title, tuple(text(f"report.{key}", lang) for key in keys), tuple(rows))


def ledger_table(ledgers: Sequence[Ledger], names: Names, lang: Language) -> Table:
    """Yuan a year by source and use, every world beside the other."""
    groups = []
    for part in ("sources", "public", "organizations"):
        parts = [getattr(one, part) for one in ledgers]
        flows = dict.fromkeys(flow for each in parts for flow in each)
        rows = [
            Row((text(f"money.{flow}", lang), *(level(each.get(flow), "yuan", lang) for each in parts)))
            for flow in flows
        ]
        totals = (level(sum(each.values()), "yuan", lang) for each in parts)
        groups.append(
            (text(f"report.ledger_{part}", lang), (*rows, Row((text("report.total", lang), *totals), "total")))
        )
    performance = [
        Row((text(f"report.{which}", lang), *(level(getattr(one, which), "share", lang) for one in ledgers)))
        for which in ("reported", "truly")
    ]
    groups.append((text("report.performance", lang), tuple(performance)))
    header = (text("report.part", lang), text("report.flow", lang), *(names[one.scenario] for one in ledgers))
    return Table(text("report.ledger_caption", lang), header, tuple(groups))


def value_table(values: Sequence[Value], names: Names, lang: Language) -> Table:
    """Present values of public spending over the horizon, and of what a truly resolved case costs."""
    groups = tuple((names[one.scenario], _value_rows(one, lang)) for one in values)
    keys = ("scenario", "quantity", "baseline", "alternative", "difference", "exploratory_interval")
    title = text("report.values_caption", lang, rate=level(values[0].discount, "share", lang))
    return Table(title, tuple(text(f"report.{key}", lang) for key in keys), groups)


def _value_rows(one: Value, lang: Language) -> tuple[Row, ...]:
    present = (level(each, "yuan", lang) for each in one.present)
    row = Row((text("report.present_value", lang), *present, *gap_cells(one.present_difference, "yuan", lang)))
    before, after = one.per_case
    gap = None if before is None or after is None else after - before
    cells = (level(before, "yuan", lang), level(after, "yuan", lang), change(gap, 0, "yuan", lang), NONE)
    return (row, Row((text("report.present_per_case", lang), *cells)))


def coherence_table(persons: Sequence[Persons], start: str, months: int, names: Names, lang: Language) -> Table:
    """Shares of residents alike, as means by year."""
    labels = year_labels(start, months, lang)
    groups = []
    for one in persons:
        series = {"decisions_alike": one.decided_alike, "states_alike": one.state_alike}
        rows = tuple(
            Row((text(f"report.{key}", lang), *(level(float(part.mean()), "share", lang) for part in _by_year(values))))
            for key, values in series.items()
        )
        groups.append((names[one.scenario], rows))
    placebo = Row((text("report.states_alike", lang), *_placebo(persons[0], lang)))
    groups.append((text("report.placebo", lang), (placebo,)))
    return Table(text("report.coherence_caption", lang), (text("report.scenario", lang), "", *labels), tuple(groups))


def _placebo(one: Persons, lang: Language) -> list[str]:
    return [level(float(part.mean()), "share", lang) for part in _by_year(one.placebo_state_alike)]


def _by_year(values: Floats) -> list[Floats]:
    return [values[first : first + 12] for first in range(0, len(values), 12)]
