"""What is known of a government office: finance, a department, a district or a street."""

from sim.state.record import Record, real, reals, whole


class Office(Record):
    """What is known of a government office: finance, a department, a district or a street."""

    table = "offices"
    role = whole("0 finance, 1 department, 2 district, 3 street")
    cases_seen = whole("known cases in its domain or area")
    out_of = whole("what they are seen against: all known cases, residents, organizations")
    claim = real("what it goes by")
    standing_seen = real("mean reputation of its organizations")
    governed = whole("residents of its communities")
    rebudget_every = real("months from one look back to the next")
    insight = real("share of what is left of its lag that evaluations of outcomes make up")
    insight_error = real("error of the last of them, in shares of cases")
    district_places = whole("its communities, of a district")
    linked_elders = whole("old people of its communities with an elder-care association, by support", "1/1024")
    linked_active = whole("of them, those who took part, by support", "1/1024")
    district_gain = reals(8, "causes solved by its communities this month by domain", "share")
