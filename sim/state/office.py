"""What is known of a government office: finance, a department, a district or a street."""

from sim.state.record import Record, real, reals, whole, wholes
from sim.state.words import N_DOMAINS, N_TYPES


class Office(Record):
    """What is known of a government office: finance, a department, a district or a street."""

    table = "offices"

    role = whole("role of the office: 0 finance, 1 department, 2 district, 3 street")
    governed = whole("residents of the office's communities", "residents")
    district_places = whole("communities of a district", "communities")

    cases_seen = whole("known cases in the office's domain or area", "cases")
    out_of = whole("what the office sets cases or reputation against: known cases, residents or organizations")
    standing_seen = real("mean reputation of a street's organizations", "index")
    claim = real("figure that the office goes by: a share of cases, cases per resident, or a reputation")
    rebudget_every = real("time from one look back to the next", "months")
    insight = real("share of what is left of the office's lag that evaluations of outcomes make up", "share")
    insight_error = real("error of the last evaluation of outcomes in shares of cases", "share")

    own_spending = real("department's spending on its own services in a month, as it remembers", "yuan")
    own_served = real("cases that a department's own services served in a month, as it remembers", "cases")
    contract_spending = real("contracts paid in a department's domain in a month, as it remembers", "yuan")
    contract_served = real("cases that contracts served in a department's domain in a month, as it remembers", "cases")
    advantage_usual = real("logarithm of the cost of a case done over one bought that a department is used to", "index")
    bought_beyond = real("part of a department's money for services that it buys beyond the budget's shares", "share")

    best = wholes(
        N_TYPES, "place of the community of each type that was judged best in the street or district; -1 without any"
    )

    district_gain = reals(
        N_DOMAINS,
        "share of the causes of need that a district's communities solved this month by domain, summed",
        "share",
    )
    linked_elders = whole("old residents of a district's communities by support of elder-care associations", "1/1024")
    linked_active = whole(
        "old residents of a district's communities who took part, by support of elder-care associations", "1/1024"
    )
