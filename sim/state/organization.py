"""What is known of a social organization."""

from sim.state.record import Record, real, whole, wholes
from sim.state.words import N_DOMAINS


class Organization(Record):
    """What is known of a social organization, or of a vacant place for one."""

    table = "organizations"

    alive = whole("whether there is an organization: 0 the place is vacant, 1 yes")
    form = whole("form of the organization: 0 registered, 1 filed, 2 none yet in a place vacant from the start")
    domain = whole("domain that the organization serves first: 0 to 7 in the order of domains")
    founded = whole("month of founding", "months", kind="i2")
    is_founded = whole("whether the organization is founded this month: 0 no, 1 for needs, 2 as a culture group")
    members = real("members of a culture group; of any other organization none", "residents")
    dissolves = whole("whether the organization is dissolved this month: 0 no, 1 yes")
    months_insolvent = whole("months in a row in which half the posts could not be paid", "months")

    staff = real("posts", "posts")
    staff_wanted = real("posts that could be paid", "posts")
    staff_staying = real("posts whose holders stay", "posts")
    posts_built_for = real("posts that the organization is built for", "posts")
    skill = real("share of full skill that staff has", "share")

    slots = whole("cases that can still be taken for free this month", "cases")
    open_slots = whole("free cases that government does not pay for and that can still be taken", "cases")
    fee_slots = whole("cases that can still be taken at a low fee this month", "cases")
    led_slots = whole("cases of volunteers whom staff leads that can still be taken this month", "cases")
    spare_minutes = whole("minutes of staff that are carried over", "minutes")
    spare_fee_slots = real("part of a case at a low fee that is carried over", "cases")
    spare_led_slots = real("part of a case of led volunteers that is carried over", "cases")
    own_places = whole("places of the tier that is being lent that are for the organization's own domain", "cases")
    rest_places = whole("places of the tier that is being lent that are for any domain", "cases")
    lent = wholes(N_DOMAINS, "places lent this month by domain", "cases", kind="i4")
    lent_at_fee = wholes(N_DOMAINS, "places lent at a low fee this month by domain", "cases", kind="i4")
    fee_steps = whole("steps above what the city guides to in places at a fee: below 0 fewer, above 0 more")
    fee_places_lately = real("places at a fee of a month, running mean of a year", "cases")
    fee_taken_lately = real("places at a fee that were lent in a month, running mean of a year", "cases")
    places_lately = real("other places of a month, running mean of a year", "cases")
    taken_lately = real("other places that were lent in a month, running mean of a year", "cases")
    delivered = whole("cases helped this month", "cases")
    succeeded = whole("cases resolved this month", "cases")
    effect = real("cases resolved with public money, running mean", "cases per 1,000 yuan")
    reputation = real("reputation of the organization", "index")

    balance = whole("money at hand", "fen")
    left_out = wholes(N_DOMAINS, "whether the organization keeps out of a domain's tender: 0 it enters, 1 it keeps out")
    tenders_entered = whole("tenders that the organization chose to enter this year")
    bid_limit = real("most contract money of a month that the organization asks for; 0 no limit yet", "yuan")
    contract_lately = real("income of a month from contracts, running mean of a quarter", "yuan")
    tender_income = whole("income from the contract that is being awarded", "fen")
    contract_income = whole("income from contracts this month", "fen")
    grant_income = whole("income from grants this month", "fen")
    grant_before = whole("income from grants a month before, without that for the new", "fen")
    seed_income = whole("grants for new organizations this month", "fen")
    matched_income = whole("public money this month that matches private capital", "fen")
    supplement = whole("money that government added to pay this month", "fen")
    fee_income = whole("income from fees this month", "fen")
    low_fees = whole("low fees of this month's cases, due next month", "fen")
    gift_income = whole("private capital given this month", "fen")
    donation_income = whole("donations of residents and firms this month", "fen")
    wages = whole("wages paid this month", "fen")
    activities_paid = whole("money spent on activities this month", "fen")
    usual_income = real("income of a month, running mean", "yuan")
    government_share = real("government's share of income, running mean", "share")
    gift_share = real("share of private capital and donations in income, running mean", "share")
    society_share = real("share of public work that government does not pay for", "share")
    weight = real("weight of the organization in what is being divided", "weight")


class OrganizationToBe(Organization):
    """An organization while the city is made."""

    share_of_posts = real(
        "share of the posts that the street's residents have in organizations of this form, and those of streets without any",
        "share",
    )
