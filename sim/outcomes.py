"""The outcomes that the model reports: names, units, which direction is good, and what difference matters in practice."""

from dataclasses import dataclass, replace
from typing import Literal

from sim.language import learn

Unit = Literal["share", "index", "yuan", "cases", "months", "posts", "organizations", "domains"]


@dataclass(frozen=True)
class Outcome:
    """One reported quantity of a city or a community, per month.

    ``good`` is +1 where more is better, -1 where less is, 0 where neither is. ``matters`` is the practical threshold d of
    a verdict, in the outcome's unit, or as a share of the baseline's value where ``relative``. ``ratio_of`` names
    numerator and denominator where the value over several months is a ratio of sums. ``share_of`` names the outcomes whose
    sum is the denominator of a share or mean, which is then weighted by it, month by month and seed by seed.

    An outcome that is ``scale`` times one ``count`` of communities, over another one where ``per`` is given, is declared here
    alone: ``count`` and ``per`` are fields of ``Community`` with whole numbers, summed over communities before they are
    divided; ``en`` and ``zh`` are its names, ``formula`` says it in words. Of all others the formula stands in
    ``sim.model.books`` and the names in the catalogs.
    """

    name: str
    unit: Unit
    good: Literal[-1, 0, 1]
    matters: float
    relative: bool = False
    headline: bool = False
    ratio_of: tuple[str, str] | None = None
    share_of: tuple[str, ...] = ()
    count: str = ""
    per: str = ""
    scale: float = 1.0
    en: str = ""
    zh: str = ""
    formula: str = ""

    def made_of(self, count: str, *, per: str = "") -> "Outcome":
        """The same outcome, made of one count of communities, or of one over another."""
        return replace(self, count=count, per=per)

    def means(self, en: str, zh: str, formula: str) -> "Outcome":
        """The same outcome with its names, and its formula in words."""
        return replace(self, en=en, zh=zh, formula=formula)


def _share(name: str, good: Literal[-1, 0, 1], headline: bool = False, share_of: tuple[str, ...] = ()) -> Outcome:
    return Outcome(name, "share", good, 0.01, headline=headline, share_of=share_of)


def _count(name: str, unit: Unit, good: Literal[-1, 0, 1], headline: bool = False) -> Outcome:
    return Outcome(name, unit, good, 0.01, relative=True, headline=headline)


OUTCOMES: list[Outcome] = [
    _share("participation_rate", 1, headline=True),
    _share("helping_rate", 1)
    .made_of("helpers_here", per="adults")
    .means("Residents who help neighbours", "邻里互助参与率", "adults who helped neighbours in the month / adults"),
    _share("volunteer_rate", 1),
    _share("attendance_rate", 1)
    .made_of("attendants_here", per="adults")
    .means(
        "Residents who attend what committees offer",
        "社区活动参加率",
        "adults who attended activities or meetings of the committee in the month / adults",
    ),
    _share("asked_rate", 0)
    .made_of("asked_here", per="adults")
    .means(
        "Residents asked to join in",
        "受邀参与的居民比例",
        "adults who did not take part the month before and were asked by a person / adults",
    ),
    _share("registered_volunteer_rate", 1),
    _share("association_share", 1),
    _share("election_turnout", 1)
    .made_of("voters", per="electors")
    .means(
        "Turnout in committee elections",
        "居（村）委会选举投票率",
        "residents who voted in the last committee election (January) / residents who were 18 or older then",
    ),
    Outcome("satisfaction_mean", "index", 1, 0.01, headline=True),
    Outcome("satisfaction_gini", "index", -1, 0.01),
    Outcome("satisfaction_worst_decile", "index", 1, 0.01, headline=True),
    Outcome("trust_mean", "index", 1, 0.01),
    Outcome("belonging_mean", "index", 1, 0.01),
    _share("rumour_prevalence", -1),
    _count("arrived_cases", "cases", 0),
    _count("resolved_cases", "cases", 1),
    _count("resolved_alone", "cases", 0)
    .made_of("resolved_alone")
    .means(
        "Cases that residents resolve alone",
        "居民自行解决的个案",
        "cases that residents resolved alone",
    ),
    _count("resolved_by_neighbours", "cases", 0)
    .made_of("resolved_by_neighbours")
    .means("Cases that neighbours resolve", "邻里解决的个案", "cases resolved in the month by neighbours"),
    _count("resolved_by_organizations", "cases", 0)
    .made_of("resolved_by_organizations")
    .means(
        "Cases that organizations resolve", "社会组织解决的个案", "cases resolved in the month by organizations' places"
    ),
    _count("resolved_by_committee", "cases", 0)
    .made_of("resolved_by_committee")
    .means("Cases that committees resolve", "居委会解决的个案", "cases resolved in the month by committees"),
    _count("resolved_by_departments", "cases", 0)
    .made_of("resolved_by_departments")
    .means("Cases that departments resolve", "政府部门解决的个案", "cases resolved in the month by departments"),
    _count("resolved_by_firms", "cases", 0)
    .made_of("resolved_by_firms")
    .means("Cases that firms resolve", "企业解决的个案", "cases resolved in the month by firms, at a fee"),
    _count("mismatched_cases", "cases", -1),
    _count("withdrawn_cases", "cases", -1),
    _count("open_cases", "cases", -1),
    _count("standing_cases", "cases", 0),
    _share("standing_served_share", 1)
    .made_of("standing_served", per="standing_known")
    .means(
        "Known standing cases served",
        "已知长期个案获助比例",
        "known standing cases served in the month / known standing cases",
    ),
    _count("undecided_cases", "cases", -1)
    .made_of("undecided")
    .means(
        "Cases without a decision",
        "待决定个案",
        "complex cases that are known and not decided after the month's decisions",
    ),
    _count("known_open_cases", "cases", 0)
    .made_of("known_open")
    .means(
        "Open cases on the books",
        "在册未结个案",
        "cases open at the end of the month in the book of reports: found, and not closed there",
    ),
    _count("cases_by_report", "cases", 0)
    .made_of("cases_by_report")
    .means(
        "Cases found: own report",
        "发现个案：居民求助",
        "cases that the month made known by residents' own reports, the hotline apart",
    ),
    _count("cases_by_platform", "cases", 0)
    .made_of("cases_by_platform")
    .means(
        "Cases found: platform or hotline",
        "发现个案：平台或热线",
        "cases that the month made known there",
    ),
    _count("cases_by_survey", "cases", 0)
    .made_of("cases_by_survey")
    .means("Cases found: surveys", "发现个案：入户调查", "cases made known in the month by surveys"),
    _count("cases_by_grid", "cases", 0)
    .made_of("cases_by_grid")
    .means("Cases found: grid", "发现个案：网格", "cases made known in the month by the grid"),
    _count("cases_by_party", "cases", 0)
    .made_of("cases_by_party")
    .means("Cases found: party network", "发现个案：党组织网络", "cases made known in the month by the party network"),
    _count("paper_closed_cases", "cases", -1)
    .made_of("closed_on_paper")
    .means(
        "Cases closed on paper a month", "每月纸面办结个案", "cases reported closed in the month that are still open"
    ),
    _share("reported_performance", 0),
    Outcome("waiting_months_mean", "months", -1, 0.1, headline=True, share_of=("resolved_cases", "open_cases")),
    Outcome("median_months_to_solution", "months", -1, 0.1),
    _share("society_delivered_share", 0, share_of=("resolved_cases",)),
    _share("society_paid_share", 0, headline=True, share_of=("resolved_cases",)),
    _count("organizations_alive", "organizations", 0)
    .made_of("n_organizations")
    .means(
        "Social organizations",
        "社会组织数量",
        "organizations at the end of the month, registered and filed; vacant places do not count",
    ),
    _count("organization_staff", "posts", 0),
    Outcome("fields_in_reach", "domains", 1, 0.1)
    .made_of("fields_in_reach", per="n_residents")
    .means(
        "Domains with an organization in reach",
        "可及社会组织覆盖的服务领域数",
        "domains, of eight, that are the field of a registered organization of the street or of a filed group of the "
        "community, mean over residents",
    ),
    _share("grants_moved_share", 0)
    .made_of("grants_moved", per="grants_divided")
    .means(
        "Grants that moved",
        "资助在组织间的转移比例",
        "part of a street's grants of the month that went to other organizations than by the month before's shares; "
        "without grants for the new",
    ),
    _share("places_used_share", 1)
    .made_of("places_used", per="places_offered")
    .means(
        "Use of organizations' places",
        "社会组织服务名额使用率",
        "places of organizations used in the month / places that they offered",
    ),
    _count("idle_for_price", "cases", -1)
    .made_of("idle_for_price")
    .means(
        "Empty places: cannot pay",
        "空余名额：无力付费",
        "places at a fee left empty in the month beside waiting cases of their domain whose residents cannot pay",
    ),
    _count("idle_for_entitlement", "cases", -1)
    .made_of("idle_for_entitlement")
    .means(
        "Empty places: not entitled",
        "空余名额：无资格",
        "places paid by government left empty in the month beside waiting cases of their domain without a claim to them",
    ),
    _count("idle_for_decision", "cases", -1)
    .made_of("idle_for_decision")
    .means(
        "Empty places: no decision",
        "空余名额：待决定",
        "places left empty in the month beside complex cases that wait for a decision",
    ),
    _count("idle_for_unknown", "cases", -1)
    .made_of("idle_for_unknown")
    .means(
        "Empty places: case unknown",
        "空余名额：个案未知",
        "places left empty in the month beside waiting cases that nobody knows of",
    ),
    _count("idle_for_domain", "cases", -1)
    .made_of("idle_for_domain")
    .means(
        "Empty places: other domain",
        "空余名额：领域不符",
        "places left empty in the month beside known waiting cases of other domains, none of their own being left",
    ),
    _count("idle_for_hands", "cases", -1)
    .made_of("idle_for_hands")
    .means(
        "Empty places: no volunteers",
        "空余名额：缺志愿者",
        "places of volunteers led by staff left empty in the month, the hours of volunteers being used up",
    ),
    _count("idle_for_others", "cases", 0)
    .made_of("idle_for_others")
    .means(
        "Empty places: asked elsewhere",
        "空余名额：另寻他助",
        "places left empty in the month that were lent for cases which took another's help, or beside cases that asked a firm",
    ),
    _count("idle_for_no_case", "cases", 0)
    .made_of("idle_for_no_case")
    .means(
        "Empty places: no case",
        "空余名额：无个案",
        "places left empty in the month that no waiting case within reach explains",
    ),
    _count("idle_unexplained", "cases", -1)
    .made_of("idle_unexplained")
    .means(
        "Empty places: unexplained",
        "空余名额：未能解释",
        "places left empty in the month that a waiting case within reach could have had",
    ),
    _share("facility_supply", 1)
    .made_of("places_open", per="places_due")
    .means(
        "Places in facilities per place called for",
        "设施席位与应有席位之比",
        "places in facilities that can be used / places that residents' ages call for, as counted in "
        'January; the one "share" that is a ratio: above 1 (100 %) where there are more places than are '
        "called for",
    ),
    _share("government_dependence", 0),
    Outcome("self_governance_index", "index", 1, 0.01),
    Outcome("quality_of_life_index", "index", 1, 0.01),
    _count("public_spending_yuan", "yuan", -1, headline=True),
    _share("budget_execution_rate", 0),
    _count("residents_fees_yuan", "yuan", 0),
    _count("help_fees_yuan", "yuan", -1),
    _count("fees_per_resident_yuan", "yuan", 0),
    _count("total_cost_yuan", "yuan", -1),
    Outcome(
        "cost_per_resolved_case_yuan",
        "yuan",
        -1,
        0.01,
        relative=True,
        headline=True,
        ratio_of=("public_spending_yuan", "resolved_cases"),
    ),
    Outcome(
        "total_cost_per_resolved_case_yuan",
        "yuan",
        -1,
        0.01,
        relative=True,
        ratio_of=("total_cost_yuan", "resolved_cases"),
    ),
]

BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}
HEADLINE = tuple(outcome for outcome in OUTCOMES if outcome.headline)

for _one in OUTCOMES:
    if _one.en:
        learn(f"outcome.{_one.name}", {"en": _one.en, "zh": _one.zh})
