"""What is known of a social organization."""

from sim.state.record import Record, real, whole


class Organization(Record):
    """What is known of a social organization."""

    table = "organizations"
    form = whole("0 registered, 1 filed")
    domain = whole("domain served, 0 to 7")
    balance = whole("money at hand", "fen")
    spare_minutes = whole("minutes carried over")
    slots = whole("cases that can be taken this month")
    open_slots = whole("of them, those that government does not pay for")
    delivered = whole("cases helped this month")
    succeeded = whole("cases resolved this month")
    contract_income = whole("from contracts this month", "fen")
    grant_income = whole("from grants this month", "fen")
    fee_income = whole("from fees this month", "fen")
    wages = whole("paid this month", "fen")
    activities_paid = whole("paid this month", "fen")
    alive = whole("1, or 0 where the place is vacant")
    matched_income = whole("public money that matches private capital this month", "fen")
    supplement = whole("added to pay by government this month", "fen")
    gift_income = whole("private capital this month", "fen")
    donation_income = whole("donated by residents and firms this month", "fen")
    seed_income = whole("granted as a new organization this month", "fen")
    months_insolvent = whole("months in a row in which half the posts could not be paid")
    is_founded = whole("1 in the month of founding")
    dissolves = whole("1 in the month of dissolution")
    founded = whole("month of founding", kind="i2")
    fee_slots = whole("of the slots, those at a low fee")
    led_slots = whole("of the slots, volunteers' that staff leads")
    low_fees = whole("low fees of this month's cases, due next month", "fen")
    spare_fee_slots = real("part carried over")
    spare_led_slots = real("part carried over")
    staff_wanted = real("posts that could be paid")
    staff_staying = real("posts whose holders stay")
    posts_built_for = real("posts that it is built for")
    gift_share = real("exponential mean of private capital's and donations' share of income")
    effect = real("cases resolved for a thousand yuan of public money, running mean")
    staff = real("posts")
    skill = real("share of full skill, 0 to 1")
    reputation = real("0 to 1")
    usual_income = real("exponential mean of income", "yuan a month")
    government_share = real("exponential mean of government's share of income")
    society_share = real("share of public work not paid by government")
    weight = real("share in what is being divided")


class OrganizationToBe(Organization):
    """An organization while the city is made."""

    share_of_posts = real("of its form here")
