"""What is known of a resident, mechanism by mechanism; fields marked ``scratch`` live within a month."""

from sim.state.record import Record, real, whole
from sim.state.words import HELPERS, TIES

_WHO_HELPS = ", ".join(f"{number} {helper}" for number, helper in enumerate(HELPERS))


class Person(Record):
    """Who a resident is."""

    entered = whole("month of entry, which with the place in the table is the person", "months", kind="i2")
    age_group = whole(
        "age group: 0 for 0-14, 1 for 15-17, 2 for 18-29, 3 for 30-49, 4 for 50-59, 5 for 60-69, 6 for 70-79, 7 for 80+",
        kind="u1",
    )
    registered = whole("local household registration: 0 without, 1 with", kind="i1")
    party_member = whole("party membership: 0 no member, 1 member", kind="i1")
    duty_rank = whole(
        "rank among party members: the lowest of 0 to 126 look after residents, 127 is no member", kind="i1"
    )
    work_rank = whole(
        "rank in work among one's like: the lowest of 0 to 126 work shifts, then by day, the highest not", kind="i1"
    )
    health = real("health: 0 as usual at one's age, 1 as good as taking part every month makes it", "index", kind="f4")
    is_older = whole("whether the next age group begins after this month: 0 no, 1 yes", kind="i1")
    leaving = whole("end of this month: 0 stays, 1 dies, 2 moves away", kind="i1")


class Tied(Record):
    """Ties, and what they carry."""

    n_peers = whole("ties in use", "ties", kind="i1")
    tie = whole(
        "how many places away the tied resident lives: 0 no tie", "residents", kind="i2", width=TIES, of_ties=True
    )
    activation = whole("activation of a tie: 0 asleep, 100 fully awake", "1/100", kind="u1", width=TIES, of_ties=True)
    shown = whole("what tied residents see of this one: belonging and flags", "packed", scratch=True)
    alone = whole("what the month does to a tie with one who does not take part", "packed", scratch=True)
    together = whole("what the month does to a tie with one who takes part", "packed", scratch=True)
    carried = whole("what tied residents show, summed by activation", "packed", scratch=True)
    active_ties = whole("activation of ties, summed", "1/100", kind="i2")
    peers_active = whole("activation of ties with residents who took part last month, summed", "1/100", kind="i2")
    peers_believing = whole(
        "activation of ties with residents who believed a rumour last month, summed", "1/100", kind="i2"
    )
    peers_belonging = whole("belonging of tied residents, summed by activation", "2^-20 / 100", kind="i4")
    peers_on_duty = whole(
        "activation of ties with party members who look after residents, summed", "1/100", kind="i2", scratch=True
    )


class InNeed(Record):
    """A case that ends once it is resolved: how it arises, is found, is served, ends."""

    is_new = whole("whether a case arises this month: 0 no, 1 yes", kind="i1")
    brought = whole("whether one who moved in last month came with a need: 0 no, 1 yes", kind="i1")
    spared = whole("whether good health spares the need that would arise: 0 no, 1 yes", kind="i1", scratch=True)
    case_domain = whole("domain of the open case: 0 no case, 1 to 8 in the order of domains", kind="i1")
    case_variant = whole("variant of help that is wanted: 0 the most wanted, then less and less", kind="i1")
    case_opened = whole("month in which the case arose", "months", kind="i2")
    case_found = whole("whether the case is known: 0 no, 1 yes", kind="i1")
    seeks = whole("whether the resident chooses this month whom to turn to: 0 no, 1 yes", kind="i1")
    turns_to = whole(f"whom the resident turned to with the case: {_WHO_HELPS}", kind="i1")
    found_by = whole(
        "what made the case known this month: 0 nothing, 1 own report, 2 platform, 3 survey, 4 grid, 5 party network",
        kind="i1",
    )
    newly_found = whole("whether the case was found this month: 0 no, 1 yes", kind="i1")
    in_cell = whole("whether a resident with a case lives in a grid cell: 0 no, 1 yes", kind="i1", scratch=True)
    case_complex = whole("whether the case needs a decision: 0 no, 1 yes", kind="i1")
    case_decided = whole("whether the complex case is decided: 0 no, 1 yes", kind="i1")
    case_pressed = whole("whether the complex case reached this month who may decide it: 0 no, 1 yes", kind="i1")
    priority = real("place of the case in the queue: 0 last, 1 first", "index", scratch=True)
    neighbours_able = whole("whether neighbours could help with the case: 0 no, 1 yes", kind="i1")
    entitled = whole("whether public help may be given with the case: 0 no, 1 yes", kind="i1")
    passed_on = whole("whether departments hear of the case: 0 no, 1 yes", kind="i1")
    can_pay = whole("whether the resident can pay a fee: 0 no, 1 yes", kind="i1")
    helped_by = whole(
        f"who helps with the case: {_WHO_HELPS}",
        kind="i1",
    )
    fee_paid = whole("whether a fee was paid for help with the case: 0 no, 1 yes", kind="i1")
    case_end = whole(
        "end of the month for the case: 0 waiting, 1 resolved, 2 mismatched, 3 withdrawn, 4 settled for less",
        kind="i1",
        scratch=True,
    )
    paper_closed = whole("whether the open case was reported closed this month: 0 no, 1 yes", kind="i1", scratch=True)


class Frail(Record):
    """A standing case, which needs help every month."""

    standing_change = whole(
        "what the month does to the standing case: -1 ends by recovery, 0 nothing, 1 begins", kind="i1"
    )
    standing_domain = whole("domain of the standing case: 0 no case, 1 elderly care, 3 health", kind="i1")
    standing_found = whole("whether the standing case is known: 0 no, 1 yes", kind="i1")
    standing_missed = whole("months in a row without help with the standing case, at most 120", "months", kind="i1")
    standing_turn = real("place of the standing case in the queue: 0 last, 1 first", "index", scratch=True)
    standing_able = whole("whether neighbours could help with the standing case: 0 no, 1 yes", kind="i1")
    standing_entitled = whole("whether public help may be given with the standing case: 0 no, 1 yes", kind="i1")
    standing_passed = whole("whether departments hear of the standing case: 0 no, 1 yes", kind="i1")
    standing_by = whole(
        f"who helps with the standing case: {_WHO_HELPS}",
        kind="i1",
    )


class InLine(Record):
    """Lists of a community's residents, kept in their columns: the queue and those it is made from."""

    holders = whole(
        "residents with a case, or with one that ended this month, in order of place: their places",
        kind="u4",
    )
    chosen = whole("residents whom a settlement goes on with: their places", kind="u4", width=2, scratch=True)
    crowd = whole(
        "cases at a level of priority, then the next free place in the queue", "cases", kind="i4", scratch=True
    )
    queue = whole(
        "known cases in order of priority: the resident's place, plus the number of residents for a standing case",
        kind="u4",
        width=2,
    )


class TakingPart(Record):
    """Taking part, volunteering, organizing, voting, belonging to an organization."""

    threshold = real("share of peers that must take part before the resident does", "share", kind="f4")
    effort = real("hours that the resident gives", "mean volunteer = 1", kind="f4")
    takes_part = whole("whether the resident took part this month: 0 no, 1 yes", kind="i1")
    habit = real("taking part, running mean", "index", kind="f4")
    asked = whole("whether the resident was asked this month to join in: 0 no, 1 yes", kind="i1")
    helps = whole("whether the resident helped neighbours this month: 0 no, 1 yes", kind="i1")
    volunteers = whole("whether the resident volunteered with an organization this month: 0 no, 1 yes", kind="i1")
    attends = whole("whether the resident attended what the committee offers this month: 0 no, 1 yes", kind="i1")
    volunteer_minutes = whole("minutes volunteered this month", "minutes", kind="i2")
    registered_volunteer = whole("whether the resident is registered as a volunteer: 0 no, 1 yes", kind="i1")
    organizes = whole(
        "whether the resident organizes this month what others join: 0 no, 1 yes", kind="i1", scratch=True
    )
    stage = whole("stage: 0 unit person, 1 community person, 2 association person", kind="i1")
    wants_place = whole("whether the resident would join an organization: 0 no, 1 yes", kind="i1", scratch=True)
    helped_lately = real(
        "feeling of having been helped by neighbours or an organization: 1 now, fading", "index", kind="f4"
    )
    electing = whole("whether the resident may vote this month: 0 no, 1 yes", kind="i1", scratch=True)
    votes = whole("whether the resident votes this month: 0 no, 1 yes", kind="i1", scratch=True)


class Feelings(Record):
    """Satisfaction, trust, belonging, rumours."""

    belonging = real("belonging to the community: 0 none, 1 full", "index", kind="f4")
    trust = real("trust in government: 0 none, 1 full", "index", kind="f4")
    experience = real("quality of help that was experienced: 0 worst, 1 best", "index", kind="f4")
    expectation = real("quality of help that is expected: 0 worst, 1 best", "index", kind="f4")
    satisfaction = real("satisfaction: 0 lowest, 1 highest", "index", kind="f4")
    rumour = whole(
        "what the resident makes of rumours: 0 none in mind, 1 believes one, 2 tired of one, 3 corrected", kind="i1"
    )


class Counted(Record):
    """A resident as books count it."""

    fine_cell = whole(
        "cell of residents that this one is counted in: age group by registration by stage", kind="u4", scratch=True
    )
    bin_of = whole("bin of satisfaction: 0 to 255", kind="u4", scratch=True)
    acts = whole("counts of one person, of taking part, of volunteering", "packed", scratch=True)
    ways = whole("one who was asked, helped neighbours, attended", "packed", scratch=True)
    bears = whole(
        "counts of believing a rumour, of having a case, of being registered as a volunteer", "packed", scratch=True
    )
    lacks = whole("count of having a standing case, and months that the case has been open", "packed", scratch=True)
    satisfied = whole("satisfaction as books count it", "2^-20", kind="i4", scratch=True)
    trusting = whole("trust as books count it", "2^-20", kind="i4", scratch=True)
    belonged = whole("belonging as books count it", "2^-20", kind="i4", scratch=True)


class Resident(Person, Tied, InNeed, Frail, InLine, TakingPart, Feelings, Counted):
    """What is known of a resident. Fields stand in the order of these classes."""

    table = "residents"


class Tie(Record):
    """What is known of a tie of a resident."""

    activation = Resident.activation
