"""The tables of groups, persons, communities and coherence: what every figure of them shows, in numbers."""

from collections.abc import Sequence

from sim.language import Language, text
from sim.language.numbers import NONE, level
from sim.outcomes import BY_NAME
from sim.report.map_figure import sign
from sim.report.table import Names, Row, Table, gap_cells, grouped, outcome_with_unit, table, year_labels
from sim.runs.result import Floats
from sim.statistics.intervals import Estimate
from sim.studies.comparison.by_community import CommunityGain
from sim.studies.comparison.by_group import GroupDifference
from sim.studies.comparison.persons import Persons

LARGEST = 100
"""Communities in a table; of more, those that lose or gain most."""


def group_table(groups: Sequence[GroupDifference], scenario: str, names: Names, lang: Language) -> Table:
    """One alternative's groups: baseline, alternative, difference, and whether it is noise."""
    rows = [
        (outcome_with_unit(group.outcome, lang), _group_row(group, lang))
        for group in groups
        if group.scenario == scenario
    ]
    columns = ("outcome", "group", "baseline", "alternative", "difference", "exploratory_interval", "is_noise")
    return table("groups", columns, grouped(rows), lang, scenario=names[scenario])


def _group_row(group: GroupDifference, lang: Language) -> Row:
    unit = BY_NAME[group.outcome].unit
    values = (level(value, unit, lang) for value in (group.baseline, group.alternative))
    gap = (*gap_cells(group.estimate, unit, lang), noise(group.estimate, group.counts, lang))
    return Row((text(f"group.{group.group}", lang), *values, *gap))


def noise(gap: Estimate, counts: bool, lang: Language) -> str:
    """Say whether a difference is more than chance, and whether it is as large as what matters; nothing where there is none."""
    if gap.low is None:
        return NONE
    if not gap.excludes_zero:
        return text("report.may_be_luck", lang)
    return text("report.not_luck" if counts else "report.too_small", lang)


def person_table(persons: Sequence[Persons], names: Names, lang: Language) -> Table:
    """Shares of residents better and worse off, beside the placebo's."""
    rows = []
    for alternative in persons:
        for who in ("better", "worse"):
            shares = (getattr(alternative, who), getattr(alternative, f"placebo_{who}"))
            beyond = getattr(alternative, f"{who}_beyond")
            cells = (*(level(share, "share", lang) for share in shares), *gap_cells(beyond, "share", lang))
            row = Row((text(f"report.{who}_off", lang), *cells, noise(beyond, True, lang)))
            rows.append((names[alternative.scenario], row))
    columns = ("scenario", "who", "share_of_residents", "placebo", "beyond_placebo", "plain_interval", "is_noise")
    seeds, residents = persons[0].person_seeds, f"{persons[0].residents:,}"
    return table("persons", columns, grouped(rows), lang, person_seeds=seeds, residents=residents)


def community_table(persons: Persons, names: Names, lang: Language) -> Table:
    """Communities of one alternative; where there are many, those with the largest gains and losses."""
    gains = persons.communities
    order = sorted(range(len(gains)), key=lambda k: gains[k].estimate.value or 0.0)
    if len(order) > LARGEST:
        order = [*order[: LARGEST // 2], *order[-LARGEST // 2 :]]
    groups = [(gains[k].place.name or str(k + 1), (_community_row(gains[k], lang),)) for k in order]
    columns = ("community", "type", "district", "residents", "policy", "gain", "exploratory_interval", "sign")
    return table("communities", columns, groups, lang, scenario=names[persons.scenario])


def _community_row(gain: CommunityGain, lang: Language) -> Row:
    place, near = gain.place, text("report.touched" if gain.touched else "report.untouched", lang)
    kind, district = text(f"life.short_type.{place.type}", lang), place.district_name or str(place.district)
    cells = (*gap_cells(gain.estimate, "index", lang), sign(gain))
    return Row((kind, district, f"{place.residents:,}", near, *cells))


def coherence_table(persons: Sequence[Persons], start: str, months: int, names: Names, lang: Language) -> Table:
    """Shares of residents alike, as means by year."""
    rows = []
    for alternative in persons:
        name = names[alternative.scenario]
        rows.append((name, _alike_row("decisions_alike", alternative.decided_alike, lang)))
        rows.append((name, _alike_row("states_alike", alternative.state_alike, lang)))
    placebo = _alike_row("states_alike", persons[0].placebo_state_alike, lang)
    groups = (*grouped(rows), (text("report.placebo", lang), (placebo,)))
    return table("coherence", ("scenario",), groups, lang, more=("", *year_labels(start, months, lang)))


def _alike_row(key: str, shares: Floats, lang: Language) -> Row:
    years = (shares[first : first + 12] for first in range(0, len(shares), 12))
    return Row((text(f"report.{key}", lang), *(level(float(year.mean()), "share", lang) for year in years)))
