"""What is known of a community, mechanism by mechanism: its people, their cases, their lives, its committee, its money."""

from sim.state.record import Record, real, reals, whole, wholes
from sim.state.words import (
    BINS,
    CELLS,
    MONTHS_TOLD,
    N_AGES,
    N_CASE_FACTS,
    N_CRITERIA,
    N_DOMAINS,
    N_FACILITIES,
    N_FEELINGS,
    N_FINDERS,
    N_HELPERS,
    N_METHODS,
    N_STATE_FACTS,
    N_TIERS,
    N_USES,
    N_WAITING,
    WORKS,
)

USUAL = "practice around 2016 = 1"
PER_RESIDENT = "yuan per resident and year"


class Place(Record):
    """Where a community is, and who lives there."""

    kind = whole("type of the community: 0 traditional, 1 market, 2 rural, 3 industrial")
    starting_month = whole("calendar month in which the run began: 0 January to 11 December")
    district = whole("place of its district among offices")
    street = whole("place of its street among offices")
    by_street = whole("community that stands at this place of a list of communities that goes street by street")
    n_residents = whole("residents", "residents")
    persons = whole("residents counted at the end of the month", "residents")
    adults = whole("residents of 15 or older", "residents")
    elders = whole("residents of 60 or older", "residents")
    party_members = whole("party members among residents", "residents")


class Finding(Record):
    """How needs come to light and how complex cases are decided."""

    survey_knowledge = real("chance that what a resident wishes for is known", "share")
    covered = whole("residents who live in a grid cell", "residents")
    homes_seen = real("homes that workers of cells visit this month", "homes")
    grid_finds = real("chance that rounds find a hidden case of someone who lives in a cell", "per month")
    rounds_time = real("time of the committee's own staff for rounds this month", "minutes")
    duty_share = real("share of party members who look after residents", "share")
    member_visits = real("visits of an active party member to someone in touch", "per month")
    members_at_work = real("active party members with whom a worker is in touch in a firm", "residents")
    member_meetings = real("time that an active party member gives to meetings", "minutes")
    visiting_minutes = whole("time that party members gave to visits and meetings this month", "minutes")
    front_line_posts = real("front-line posts that were paid this month", "posts")
    decision_chance = real("chance that a complex case reaches the office that may decide it", "per month")
    carried_chance = real("chance that a complex case which a party member carries reaches that office", "per month")
    decision_slots = whole("complex cases that can still be decided this month", "cases")
    spare_decisions = real("part of a decision that is carried over to next month", "cases")
    decided_now = whole("complex cases decided this month above the community", "cases")
    undecided = whole("known complex cases left undecided this month", "cases")
    solving_reach = real("reach of problem solving", "intensity")
    solved_gain = reals(N_DOMAINS, "share of the causes of need solved this month by domain", "share")
    solved_causes = reals(N_DOMAINS, "share of the causes of need that is solved by domain", "share")


class Help(Record):
    """The queue of known cases, and who can help how many of them."""

    n_holders = whole("residents with a case of either kind, or with a standing one that ended this month", "residents")
    queue_length = whole("known cases in the queue", "cases")
    misplaced = whole("residents whose place in the queue an extension put outside it", "residents")
    known_cases = wholes(N_DOMAINS, "known cases by domain", "cases")
    claimed_cases = wholes(N_DOMAINS, "known cases of residents entitled to public help by domain", "cases")
    mutual_slots = whole("cases that neighbours can still take this month", "cases")
    spare_mutual_minutes = whole("minutes of neighbours' help that are carried over", "minutes")
    committee_slots = whole("cases that the committee can still take this month", "cases")
    committee_asked = whole("cases whose residents turned to the committee and that it keeps a place for", "cases")
    spare_committee_minutes = whole(
        "minutes of the committee's and front-line service that are carried over", "minutes"
    )
    unclaimed = wholes(N_DOMAINS, "cases that could be served this month and are lent no place yet by domain", "cases")
    unclaimed_public = wholes(
        N_DOMAINS, "cases of the entitled that could be served this month and are lent no place yet by domain", "cases"
    )
    unclaimed_paying = wholes(
        N_DOMAINS, "cases of those who can pay that could be served and are lent no place yet by domain", "cases"
    )
    unclaimed_either = wholes(
        N_DOMAINS, "cases left of those who can pay and whom departments could help as well by domain", "cases"
    )
    pressing = whole("undecided complex cases that reached this month who may decide them", "cases")
    borrowed = wholes(
        N_TIERS * N_DOMAINS, "places that organizations lend the community this month by domain and tier", "cases"
    )
    places_left = wholes(N_TIERS * N_DOMAINS, "places lent that are not taken yet by domain and tier", "cases")
    society_lent = wholes(
        N_DOMAINS, "places lent by domain, each by the part that government does not pay for", "2^-20"
    )
    delivered_here = wholes(N_DOMAINS, "cases that organizations helped this month by domain", "cases")
    succeeded_here = wholes(N_DOMAINS, "cases that organizations resolved this month by domain", "cases")
    department_served = wholes(
        N_DOMAINS, "cases and standing cases that departments served this month by domain", "cases"
    )
    organization_served = wholes(
        N_DOMAINS, "cases and standing cases that organizations served this month by domain", "cases"
    )
    fee_cases = wholes(N_DOMAINS, "cases that paid an organization a low fee this month by domain", "cases")
    solved_after = wholes(
        MONTHS_TOLD, "cases resolved this month by months since they arose, the last and more", "cases"
    )
    median_months = real("median of the months that this month's resolved cases took; 0 where none was", "months")
    variants_filled = whole("variants that the menu really offers", "variants")
    variety_factor = real("cost of a case against that of one with a single variant", "single variant = 1")
    one_stop_open = real("how far the one-stop centre is open", "share")
    brokered = real("share of misfits that brokers and deciding here avoid", "share")
    practice_gained = real("success of public help that was gained from practice elsewhere", "share")
    practice_lacking = real("chance that public help fails for want of practice", "share")
    practice_seen = real(
        "success of public help with the practice that the committee saw at work this quarter", "share"
    )
    practice_new = real("share of public help by practice from other types of communities that is still new", "share")
    pressure = real("share of known cases that nobody could serve this month", "share")
    helped_share = real(
        "share of all open and standing cases, known or not, that got help that fits this month", "share"
    )


class Found(Record):
    """What brought this month's newly known cases to light."""

    finders = wholes(N_FINDERS, "cases by what brought them to light this month: words.OWN_REPORT", "cases")
    cases_by_report = whole("cases made known this month by the resident who has them, not on the platform", "cases")
    cases_by_platform = whole("cases made known this month on the platform or hotline", "cases")
    cases_by_survey = whole("cases made known this month by surveys", "cases")
    cases_by_grid = whole("cases made known this month by the grid", "cases")
    cases_by_party = whole("cases made known this month by the party network", "cases")


class Idle(Record):
    """Who waits, and why organizations' places stay empty beside them."""

    waiting = wholes(N_WAITING * N_DOMAINS, "cases that nobody helped this month by domain and words.WAITS", "cases")
    unmet_lately = reals(
        N_DOMAINS,
        "known cases without need of a decision that nobody helped by domain, running mean of a year",
        "cases",
    )
    unmet_paying_lately = reals(
        N_DOMAINS, "known cases of those who can pay that nobody helped by domain, running mean of a year", "cases"
    )
    idle_at_home = wholes(
        N_TIERS * (N_DOMAINS + 1),
        "filed groups' places that were lent to nobody by domain or of any, and tier",
        "cases",
    )
    idle_in_street = wholes(
        N_TIERS * (N_DOMAINS + 1),
        "registered organizations' places that were lent to nobody by domain or of any, and tier; at a street's first",
        "cases",
    )
    fields_in_street = wholes(
        N_DOMAINS, "registered organizations of the street by field; at a street's first", "organizations"
    )
    fields_in_reach = whole(
        "domains that are the field of an organization within reach, once for each resident", "domains x residents"
    )
    places_offered = whole("places that organizations in reach offered this month", "cases")
    places_used = whole("places of organizations that were used this month", "cases")
    idle_for_price = whole("empty places at a fee beside cases in their domain who cannot pay", "cases")
    idle_for_entitlement = whole(
        "empty places paid by government beside cases in their domain without a claim", "cases"
    )
    idle_for_decision = whole("empty places beside complex cases in their domain without a decision", "cases")
    idle_for_unknown = whole("empty places beside cases in their domain that nobody knows of", "cases")
    idle_for_domain = whole("empty places beside known cases of other domains alone", "cases")
    idle_for_hands = whole(
        "empty places of led volunteers who have no hours left, beside cases in their domain", "cases"
    )
    idle_for_others = whole(
        "empty places lent for cases that took another's help, or beside cases that asked a firm", "cases"
    )
    idle_for_no_case = whole("empty places that no waiting case explains", "cases")
    idle_unexplained = whole("empty places that a waiting case could have had", "cases")


class Market(Record):
    """Firms that help for a fee."""

    payers = whole("residents who could pay a fee, each by the chance of one like them", "1/1024")
    market_fees = whole("low fees that residents paid firms this month", "fen")
    group_payers = wholes(
        CELLS, "residents who could pay a fee by cell of residents, each by the chance of one like them", "1/1024"
    )
    group_fee_cases = wholes(
        CELLS, "cases that paid an organization a low fee this month by cell of residents", "cases"
    )
    group_fees_due = wholes(
        CELLS, "cases of the street whose low fee of last month is paid now by cell of residents", "cases"
    )
    low_fees_paid = whole("low fees of last month's cases that organizations in reach took this month", "fen")
    dues_paid = whole("dues that members paid culture groups in reach this month", "fen")
    group_fees = wholes(
        CELLS, "fees that residents paid organizations and firms this month by cell of residents", "fen"
    )
    market_slots = wholes(N_DOMAINS, "cases that firms can still take this month by domain", "cases")
    spare_market = reals(N_DOMAINS, "part of a firm's case that is carried over by domain", "cases")
    market_sought = wholes(
        N_DOMAINS, "known cases of residents who can pay that came as far as firms this month by domain", "cases"
    )
    market_demand = reals(
        N_DOMAINS,
        "departure of demand for firms from the usual by domain: -1 none, running mean of about a year",
        "share",
    )


class Cases(Record):
    """What became of cases this month, and how many are open."""

    arrived = wholes(N_DOMAINS, "cases that arose this month by domain", "cases")
    resolved = wholes(N_DOMAINS, "cases resolved this month by domain", "cases")
    mismatched = wholes(N_DOMAINS, "cases that got help which did not fit this month by domain", "cases")
    withdrawn = wholes(N_DOMAINS, "cases given up this month by domain", "cases")
    open_cases = wholes(N_DOMAINS, "open cases by domain", "cases")
    waited = whole("months that the cases resolved this month had waited, summed", "months")
    resolvers = wholes(N_HELPERS, "cases by who resolved them this month: words.NEIGHBOURS", "cases")
    resolved_alone = whole("cases that residents resolved on their own this month", "cases")
    resolved_by_neighbours = whole("cases that neighbours resolved this month", "cases")
    resolved_by_organizations = whole("cases that organizations resolved this month", "cases")
    resolved_by_committee = whole("cases that the committee resolved this month", "cases")
    resolved_by_departments = whole("cases that departments resolved this month", "cases")
    resolved_by_firms = whole("cases that firms resolved this month", "cases")
    society_delivered = whole("cases resolved this month by neighbours, organizations or firms", "cases")
    society_paid = whole("cases resolved this month, each by the part that government did not pay for", "2^-20")
    cases_held = whole("residents with an open case at the end of the month", "residents")
    months_open = whole("months that open cases have been open, summed", "months")

    standing_held = whole("residents with a standing case at the end of the month", "residents")
    standing_begun = whole("standing cases begun this month", "cases")
    standing_ended = whole("standing cases ended this month", "cases")
    standing_known = whole("standing cases known this month", "cases")
    standing_served = whole("standing cases served this month", "cases")


class Reports(Record):
    """The book of reports, and how offices judge a community."""

    known_open = whole("cases that are open in the book of reports", "cases")
    reported_opened = whole("cases entered in the book of reports this month", "cases")
    reported_closed = whole("cases closed in the book of reports this month", "cases")
    closed_on_paper = whole("cases closed in the book of reports this month that are still open", "cases")
    reported_lately = real(
        "share of cases in the book of reports that a month closes, running mean of about a year", "share"
    )
    true_lately = real(
        "share of cases in the book of reports that a month truly resolves, running mean of about a year", "share"
    )
    evaluations = whole("evaluations of the community so far", "evaluations")
    performance_seen = real("performance that offices believe in after their evaluations", "share")
    judged = real(
        "figure that the community is judged by: performance, or its change since the last evaluation", "share"
    )
    shortfall = real(
        "how far the community is judged below the city's mean: -1 above to 1 below, as far as counts", "index"
    )


class TakingPart(Record):
    """What there is to take part in, and who does."""

    activities = real("opportunities to take part", USUAL)
    publicity_reach = real("reach of publicity", USUAL)
    culture_reach = real("reach of culture", USUAL)
    heritage_reach = real("reach of culture's line of heritage", USUAL)
    neighbourhood_reach = real("reach of culture's line of the neighbourhood", USUAL)
    grassroots_reach = real("reach of culture's line of the grass roots", USUAL)
    survey_reach = real("surveys that residents answer", "surveys of every household a year")
    patience = real("share of residents who still answer a survey", "share")
    committee_asks = real("chance that staff asks a resident of 15 or older to join in", "per month")
    habit_learning = real("share by which habit follows taking part", "per month")
    gratitude_fading = real("share of the feeling of having been helped that is left after a month", "share")

    welcome = real("how many are drawn by organizations' openings for volunteers", USUAL)
    gatherings = real("how many are drawn by what the committee offers", USUAL)
    active_residents = whole("residents who took part this month", "residents")
    asked_here = whole("residents who were asked this month to join in", "residents")
    helpers_here = whole("residents who helped neighbours this month", "residents")
    attendants_here = whole("residents who attended this month what the committee offers", "residents")
    active_elders = whole("residents of 60 or older who took part this month", "residents")
    elders_tied = real("share of old residents' peers who live in other communities of the district", "share")
    elders_afar = real("share of old residents in the district's other communities who took part last month", "share")
    volunteers_here = whole("residents who volunteered with an organization this month", "residents")
    helping_minutes_given = whole("minutes that residents helped neighbours this month", "minutes")
    volunteer_minutes_given = whole("minutes that residents volunteered this month", "minutes")
    registered_volunteers = whole("registered volunteers among residents", "residents")
    organizers = whole("residents who organized this month what others join", "residents")
    organizing_minutes = whole("minutes of volunteering that went into organizing this month", "minutes")
    organized = real("hours that residents organized lately", USUAL)

    recognized = real("recognition of registered volunteers' hours, as far as it is carried out", "share")
    member_places = whole("places for members in organizations", "places")
    openings_paid = real("places for members that were opened and paid for", USUAL)
    groups_reach = real("support of culture groups that was paid for", "intensity")
    elders_reach = real("support of elder-care associations that was paid for", "intensity")
    association_persons = whole("members of organizations", "residents")
    electors = wholes(
        2 * N_AGES, "residents who could vote in the last election by age group and membership", "residents"
    )
    voters = wholes(2 * N_AGES, "residents who voted in the last election by age group and membership", "residents")
    deliberated = real("share of departments' money that is really decided here", "share")


class Satisfaction(Record):
    """What residents make of their lives: satisfaction, trust, belonging."""

    adaptation = real("share by which expectation follows experience", "per month")
    experience_learning = real("share by which experience follows help", "per case")
    experience_sum = whole("residents' experience of help, summed", "2^-20")
    known_lately = real("known cases, running mean of about a year", "cases")
    resolved_lately = real("cases resolved in a month, running mean of about a year", "cases")
    load_lately = real("cases found in a month, running mean of about a year", "cases")
    response_gap = real("share of true cases helped less the usual share, running mean of about a year", "share")
    provision_gap = real("cases resolved of those known, here less the city over here plus the city: -1 to 1", "index")
    provision_felt = real("what provision here adds to the score of satisfaction", "score")
    entitlement_felt = real("what entitlements withheld add to the score of satisfaction of the unregistered", "score")

    satisfaction_sum = whole("residents' satisfaction, summed", "2^-20")
    trust_sum = whole("residents' trust, summed", "2^-20")
    belonging_sum = whole("residents' belonging, summed", "2^-20")
    gini = real("Gini coefficient of residents' satisfaction", "index")
    worst_decile = real("mean satisfaction of the least satisfied tenth", "index")
    histogram = wholes(BINS, "residents by bin of satisfaction", "residents", kind="i4")
    group_cases = wholes(CELLS * N_CASE_FACTS, "facts of the month's cases by cell of residents: words.CASE_FACTS")
    group_states = wholes(CELLS * N_STATE_FACTS, "facts of residents by cell at the month's end: words.STATE_FACTS")


class Information(Record):
    """The platform, open government, rumours and what stops them."""

    platform = real("share of residents whom the platform reaches", "share")
    screened = real("share of full screening that is done", "share")
    openness = real("share of full openness that residents see", "share")
    met_in_person = real("share of residents met in person", "share")
    passing_on = whole("residents who believed a rumour at the end of last month", "residents")
    heard_by_mixing = real("chance to hear a rumour from anybody in the community", "per month")
    heard_online = real("chance to hear a rumour on the platform", "per month")
    credulity = real("chance to believe a rumour that is heard", "share")
    doubt = real("chance to stop believing a rumour", "per month")
    tires = real("chance that a believer tires of a rumour", "per month")
    believers = whole("residents who believe a rumour at the end of the month", "residents")


class Committee(Record):
    """A committee's posts, and where their hours go."""

    staff_posts = real("posts of the committee's own staff", "posts")
    staff_time = whole("posts of the committee's own staff, for the books", "2^-20")
    own_time = whole("posts of the committee's own staff that tasks from above leave to its own affairs", "2^-20")
    tasks_share = real("share of the committee's time that tasks from above take", "share")
    planning_share = real("share of the committee's time that planning takes", "share")
    leaning = reals(N_METHODS, "logarithm of a method's weight against the city's guidance, by method", "index")
    work = reals(N_METHODS, "intensity that the committee means to give a method", USUAL)
    moves_to = whole("method that hours moved towards this quarter; 7 they stay where they are")
    looks_to = whole("community that the committee looked at this quarter; -1 none")
    backlog_usual = real("known cases that the committee takes for usual", "cases")
    attendance_usual = real("share of residents of 15 or older whom the committee is used to see taking part", "share")
    information_time = real("usual hours that informing and asking residents calls for", "share")
    information_cost = real("cost of informing residents that is left to the committee", PER_RESIDENT)
    programme_time = real("usual hours that programmes call for", "share")
    programme_cost = real("cost of programmes", PER_RESIDENT)
    free_minutes = real("minutes of paid posts that tasks from above leave to the committee this month", "minutes")
    committee_ease = real("hours at hand for a method against the usual ones", "share")
    paid_share = real("money at hand for activities against their usual cost", "share")
    committee_reach = real("what comes of a method with the hours and the money at hand", USUAL)
    gathered = real("share of volunteers' other hours that brokers bring to filed groups", "share")


class Money(Record):
    """Where a community's money comes from, who holds it, and what it was spent on."""

    budget_factor = real("the community's own budget against the budget that scenarios are meant for", "share")
    grown = real("growth of the budget since the run began", "share")
    wages_grown = real("growth of pay since the run began", "share")
    wage_level = real("pay and incomes", "first year = 1")
    cost_level = real("cost of services, activities and places", "first year = 1")
    due = whole("money that the community is due by head this month", "fen")
    kept = whole("money due by head that is not pooled this month", "fen")
    pooled = wholes(N_CRITERIA, "money pooled this month by criterion: need, load, outcome, heads", "fen")
    need_seen = real("known cases as districts see them, running mean of about a year", "cases")
    criterion = reals(N_CRITERIA, "what the community shows for each criterion: need, load, outcome, heads", "weight")
    pool_weight = real("weight of the community in what is pooled", "fen")
    above_floor = whole("money from the pool beyond the least that the community may get", "fen")
    allotted = whole("money that finance gave out to the community this month", "fen")

    use_part = wholes(N_USES, "money given to each use this month: committee, departments, contracts, grants", "fen")
    returned = wholes(N_USES, "money gone back to finance: from committee, departments, contracts, grants", "fen")
    committee_money = whole("money held by the committee", "fen")
    committee_budget = whole("money that the committee may spend this month", "fen")
    domain_share = reals(N_DOMAINS, "claims of departments on direct provision", "weight")
    domain_part = wholes(N_DOMAINS, "money for direct provision this month by domain", "fen")
    department_money = wholes(N_DOMAINS, "money that each department holds for the community", "fen")
    moved_weight = reals(N_DOMAINS + 2, "weight of domains, the committee and contracts when money is moved", "fen")
    moved_part = wholes(N_DOMAINS + 2, "money moved this month to domains, the committee and contracts", "fen")
    tender_money = reals(N_DOMAINS, "contract money put out this month by domain, at a street's first", "fen")
    tender_weight = reals(N_DOMAINS, "weight of those who entered by domain, at a street's first", "weight")
    bought_for = reals(N_DOMAINS, "purchases in a domain for its part of direct provision", "share")
    contract_purse = whole("money that the street holds for contracts", "fen")
    grant_purse = whole("money that the street holds for grants", "fen")
    paid_now = whole("what the community pays in the payment under way", "fen")
    organization_money = whole("money held by organizations", "fen")
    talent_part = whole("money given to talent this month", "fen")
    talent_returned = whole("money gone back to finance from talent", "fen")
    talent_purse = whole("money held for talent: training and pay in organizations", "fen")
    platform_part = whole("money given to the information platform this month", "fen")
    platform_returned = whole("money gone back to finance from the information platform", "fen")
    platform_purse = whole("money held for the information platform", "fen")
    platform_covered = real("share of the information platform's cost that its own purse pays", "share")
    money_decided = whole("departments' money that the community divided itself this month", "fen")
    money_to_decide = whole("departments' money at hand when the community divided some of it", "fen")

    committee_wages = whole("wages that the committee paid its own staff this month", "fen")
    committee_activities = whole("money that the committee spent on activities this month", "fen")
    front_line_wages = whole("wages that the committee paid front-line staff this month", "fen")
    department_spent = whole("money that departments spent on services this month", "fen")
    spent_in = wholes(N_DOMAINS, "money that departments spent on services this month by domain", "fen")
    contracts_paid = whole("contracts that the community's money paid to organizations in reach this month", "fen")
    grants_divided = whole("grants that the street divided this month without those for the new, by residents", "fen")
    grants_moved = whole(
        "what of the grants that the street divided went to other organizations than a month before, by residents",
        "fen",
    )
    grants_paid = whole(
        "grants, matching money and supplements that the community's money paid to organizations in reach this month",
        "fen",
    )
    support_paid = whole("incubation, training, monitoring, openings and groups paid from grants this month", "fen")
    talent_trained = whole("training paid from talent's purse this month", "fen")
    talent_supplemented = whole("supplements to pay from talent's purse this month", "fen")
    platform_paid = whole("platform and screening paid from the platform's purse this month", "fen")
    fees_paid = whole("fees that residents paid organizations in reach this month", "fen")
    gifts_paid = whole("private capital given to organizations this month", "fen")
    donations_paid = whole("donations of residents and firms to organizations this month", "fen")
    organization_wages = whole("wages that organizations paid this month", "fen")
    organization_activities = whole("money that organizations spent on activities this month", "fen")


class Organizations(Record):
    """The community's social organizations, taken together."""

    n_organizations = whole("organizations that have their home in the community", "organizations")
    filed_organizations = whole("filed organizations", "organizations")
    n_groups = whole("culture groups", "organizations")
    group_members = whole("members of culture groups", "residents")
    in_groups = real("share of places for members that are in culture groups", "share")
    filed_minutes = whole("minutes of help that volunteers bring to filed organizations this month", "minutes")
    organization_staff = whole("posts in organizations that serve the community", "1/1000")
    standing = whole("reputation of organizations, summed", "2^-20")
    reputation_standard = real("reputation that the street buys by", "index")
    number_done = real(
        "change in the number of registered organizations carried out so far, kept by a street's first community",
        "share",
    )
    incubated = real("incubation that was paid for", "intensity")
    monitored = real("monitoring that was paid for", "intensity")
    trained_now = real("people whose training was paid for this month", "people")
    posts_wanted = real("posts that organizations would fill this month", "posts")
    people_weight = real("weight of the community when the city's staff pool is divided", "posts")
    people_shared = whole("people that the city's staff pool gave the community", "2^-20")
    trained_pool = real("trained people who wait to be hired", "people")
    novice_pool = real("untrained people who would work in organizations", "people")


class Planning(Record):
    """Facilities, looking ahead, room for change, networks, and the exit rule."""

    places = reals(N_FACILITIES, "places in facilities that can be used: for culture, the old, children", "places")
    places_needed = reals(N_FACILITIES, "places that ages call for today: for culture, the old, children", "places")
    places_wanted = reals(N_FACILITIES, "places that planning aims at: for culture, the old, children", "places")
    places_lacking = reals(N_FACILITIES, "cost of places still to be begun: for culture, the old, children", "fen")
    facility_reach = reals(N_FACILITIES, "reach of facilities: for culture, the old, children", USUAL)
    works_begun = wholes(N_FACILITIES, "works begun this month: for culture, the old, children", "fen")
    works = wholes(N_FACILITIES * WORKS, "works under way by kind of facility and month of completion", "fen")
    places_open = whole("places in all facilities that can be used", "1/1000")
    places_due = whole("places in all facilities that ages call for today", "1/1000")
    facility_part = whole("money given to facilities this month", "fen")
    facility_granted = whole("money earmarked for facilities by higher levels this month", "fen")
    facility_returned = whole("money gone back to finance from facilities", "fen")
    facility_purse = whole("money held for facilities, works under way apart", "fen")
    upkeep_paid = whole("upkeep of facilities paid this month", "fen")
    works_paid = whole("works on facilities finished and paid this month", "fen")

    ages_seen = reals(N_AGES, "residents by age group when they were last counted", "residents")
    ages_ahead = reals(N_AGES, "residents by age group that are forecast for the year", "residents")
    ages_local = reals(N_AGES, "residents registered here by age group that are forecast for the horizon", "residents")
    ages_away = reals(
        N_AGES, "residents registered elsewhere by age group that are forecast for the horizon", "residents"
    )
    domain_outlook = reals(N_DOMAINS, "demand that is forecast for the year by domain", "today = 1")
    need_expected = real("known cases that were forecast for the year", "cases")
    surprise = real("known cases above forecast", "share")
    room_part = whole("money kept back for change this month", "fen")
    room_kept = whole("money held back for change", "fen")
    room_released = whole("money held back that was released this month", "fen")
    room_split = wholes(N_DOMAINS, "money held back that was released this month by domain", "fen")

    process_paid = whole("spent on building networks this month", "fen")
    network_strength = real("strength of the networks that process spending built", "usual spending = 1")
    social_capacity = real("share of resolved cases that society resolved, running mean of about a year", "share")
    tapered = real("share of its money that government has withdrawn by the exit rule", "share")


class Community(  # fields stand in the order of these classes
    Place,
    Finding,
    Help,
    Found,
    Idle,
    Market,
    Cases,
    Reports,
    TakingPart,
    Satisfaction,
    Information,
    Committee,
    Money,
    Organizations,
    Planning,
):
    """What is known of a community: its people, their cases, their lives, its committee, its money."""

    table = "communities"


class CommunityToBe(Community):
    """A community while the city is made: what its people are drawn from."""

    age_shares = reals(N_AGES, "share of each age group among residents", "share")
    registered_share = real("share of residents with local registration", "share")
    activity_at_start = reals(N_AGES, "share of each age group that takes part", "share")
    belonging_at_start = real("mean belonging of residents", "index")
    trust_at_start = real("mean trust of residents", "index")
    experience_at_start = real("mean experience of residents", "index")
    expectation_at_start = real("mean expectation of residents", "index")
    spread_at_start = reals(N_FEELINGS, "standard deviations of belonging, trust, experience, expectation", "index")
    expectation_follows = real("correlation of expectation with experience", "index")
    expectation_apart = real("part of expectation's spread that does not come from experience", "share")
    open_share_at_start = real("share of residents with an open case", "share")
    waiting_at_start = real("mean time that cases have been open", "months")
    registered_of_willing = real("share of residents willing to register as volunteers that has registered", "share")
    believers_at_start = real("share of residents who believe a rumour", "share")
    street_residents = real("residents of the street", "residents")
    organization_spread = real("how unlike organizations are in posts: standard deviation of a lognormal's logarithm")
    registered_posts = real("posts in registered organizations", "posts per resident")
    filed_posts = real("posts in filed organizations", "posts per resident")
    government_share_at_start = real("government's share of organizations' income", "share")
