"""What is known of a resident."""

from sim.state.record import Record, real, whole


class Resident(Record):
    """What is known of a resident."""

    table = "residents"
    age_group = whole("0-14, 15-17, 18-29, 30-49, 50-59, 60-69, 70-79, 80+ as 0 to 7", kind="u1")
    registered = whole("1 with local household registration", kind="i1")
    n_peers = whole("ties in use", kind="i1")
    takes_part = whole("1 who took part this month", kind="i1")
    volunteers = whole("1 who volunteered this month", kind="i1")
    case_domain = whole("domain of the open case, 1 to 8; 0 without", kind="i1")
    case_variant = whole("variant wanted, 0 the most wanted", kind="i1")
    case_found = whole("1 once the case is known", kind="i1")
    rumour = whole("0 ignorant of any rumour, 1 believes one, 2 immune", kind="i1")
    party_member = whole("1 for a party member", kind="i1")
    case_complex = whole("1 where the case needs a decision", kind="i1")
    case_decided = whole("1 once it is decided", kind="i1")
    stage = whole("0 unit person, 1 community person, 2 association person", kind="i1")
    registered_volunteer = whole("1 for a registered volunteer", kind="i1")
    standing_domain = whole("domain of the standing case, 1 or 3; 0 without", kind="i1")
    standing_found = whole("1 once the standing case is known", kind="i1")
    standing_missed = whole("months in a row without the help that it needs, at most 120", kind="i1")
    work_rank = whole(
        "rank in work among one's like, 0 to 126: the lowest work shifts, then by day, the highest not", kind="i1"
    )
    entered = whole("month of entry; with the place in the table it is the person", kind="i2")
    case_opened = whole("month in which the case arose", kind="i2")
    volunteer_minutes = whole("minutes given this month", kind="i2")
    threshold = real("share of peers that must take part", kind="f4")
    effort = real("hours given against the mean volunteer's", kind="f4")
    habit = real("exponential mean of own participation", kind="f4")
    belonging = real("belonging to the community, 0 to 1", kind="f4")
    trust = real("trust in government, 0 to 1", kind="f4")
    experience = real("experienced quality of help, 0 to 1", kind="f4")
    expectation = real("expected quality of help, 0 to 1", kind="f4")
    satisfaction = real("satisfaction, 0 to 1", kind="f4")
    helped_lately = real("1 when helped by neighbours or an organization, fading", kind="f4")
    health = real("0 as usual at one's age, 1 as good as taking part every month makes it", kind="f4")
    tie = whole("how many places away each tied resident lives; 0 no tie", kind="i2", width=8, of_ties=True)
    activation = whole("how active each tie is, 0 to 100", kind="u1", width=8, of_ties=True)
    electing = whole("1 who may vote this month", kind="i1", scratch=True)
    votes = whole("1 who votes, of those who may this month", kind="i1", scratch=True)
    wants_place = whole("1 who would join an organization this month", kind="i1", scratch=True)
    is_new = whole("1 where a case arose this month", kind="i1", scratch=True)
    spared = whole("1 where the habit of taking part spares a new case", kind="i1", scratch=True)
    is_older = whole("1 who enters the next age group at the end of the month", kind="i1", scratch=True)
    leaving = whole("0 stays, 1 dies, 2 moves away at the end of the month", kind="i1", scratch=True)
    newly_found = whole("1 where a case was found this month", kind="i1", scratch=True)
    case_pressed = whole("1 where a complex case reached who may decide", kind="i1", scratch=True)
    paper_closed = whole("1 where an open case was reported closed this month", kind="i1", scratch=True)
    neighbours_able = whole("1 where neighbours could help", kind="i1", scratch=True)
    entitled = whole("1 where public help may be given with an open case", kind="i1", scratch=True)
    standing_entitled = whole("1 where public help may be given with a standing case", kind="i1", scratch=True)
    helped_by = whole(
        "0 nobody, 1 neighbours, 2 organization, 3 committee, 4 department, 5 market", kind="i1", scratch=True
    )
    passed_on = whole("1 where departments hear of the case", kind="i1", scratch=True)
    can_pay = whole("1 where a fee can be paid", kind="i1", scratch=True)
    fee_paid = whole("1 where a fee was paid for help with the case", kind="i1", scratch=True)
    standing_change = whole(
        "1 where a standing case begins this month, -1 where it ends by recovery", kind="i1", scratch=True
    )
    standing_able = whole("1 where neighbours could help with the standing case", kind="i1", scratch=True)
    standing_passed = whole("1 where departments hear of the standing case", kind="i1", scratch=True)
    standing_by = whole("who helps with the standing case, as helped_by", kind="i1", scratch=True)
    case_end = whole("0 waiting, 1 resolved, 2 mismatched, 3 withdrawn, 4 settled for less", kind="i1", scratch=True)
    organizes = whole("1 who organizes this month what others join", kind="i1", scratch=True)
    active_ties = whole("sum of the activation of ties", "1/100", kind="i2", scratch=True)
    peers_active = whole("activation of ties to residents who took part last month", "1/100", kind="i2", scratch=True)
    peers_believing = whole(
        "activation of ties to residents who believed a rumour last month", "1/100", kind="i2", scratch=True
    )
    crowd = whole("cases a level of priority", kind="i4", scratch=True)
    helper = whole("organization", kind="i4", scratch=True)
    peers_belonging = whole("sum over tied residents, by activation", "2^-20 / 100", kind="i4", scratch=True)
    priority = real("place in the queue, 0 to 1", scratch=True)
    standing_turn = real("place of the standing case in the queue, 0 to 1", scratch=True)
    shown = whole("what others see: belonging [2^-20], and flags, as in sim.rules.ties", "packed", scratch=True)
    alone = whole(
        "what becomes of a tie to one who does not take part, as in sim.rules.ties.warming", "packed", scratch=True
    )
    together = whole("what becomes of a tie to one who takes part", "packed", scratch=True)
    carried = whole("sums over ties of what they show, by activation", "1/100", scratch=True)
    acts = whole("1, taking part, volunteering, as in sim.rules.groups.sum_up", "packed", scratch=True)
    bears = whole("believing a rumour, with a case, registered as a volunteer", "packed", scratch=True)
    lacks = whole("with a standing case, months that the case has been open", "packed", scratch=True)
    satisfied = whole("satisfaction", "2^-20", kind="i4", scratch=True)
    trusting = whole("trust", "2^-20", kind="i4", scratch=True)
    belonged = whole("belonging", "2^-20", kind="i4", scratch=True)
    queue = whole("found cases in order of priority", kind="u4", width=2, scratch=True)
    bin_of = whole("bin of satisfaction, 0 to 255", kind="u4", scratch=True)
    cell = whole("cell of residents: sim.rules.groups.cell_of", kind="u4", scratch=True)
    chosen = whole("those of the holders whom a settlement has chosen to go on with", kind="u4", width=2, scratch=True)
    holders = whole("those with a case, or with one that ended this month, in order of place", kind="u4", scratch=True)


class Tie(Record):
    """What is known of a tie of a resident."""

    activation = Resident.activation
