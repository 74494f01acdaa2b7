"""Luck: the purposes that random words are drawn for, and the uniforms that decisions are made with.

A purpose and a lane are part of everybody's luck: a number that was given out never changes. Of the month's blocks everybody
needs the first two every month. The others are drawn for those whom a step concerns, and again where steps of another
condition have drawn the block in between: so a block serves one condition, or conditions far apart.
"""

from sim.state.record import Draws, draw

TIES_OF, SIZE_OF, ORDER_OF, POSTS_OF, SAMPLE_OF, ACTIVATION_OF, RANK_OF = 900, 901, 902, 903, 905, 904, 906
"""Purposes of words drawn one by one under the key of a city: ties, sizes of communities, their order, posts of organizations,
which communities a district shows, activation of ties, ranks in work."""
MEANS_OF, ENTITLEMENT_OF, LIKENESS_OF, JUDGEMENT_OF, INSIGHT_OF, LENDING_OF = 901, 910, 911, 920, 921, 922
METHODS_OF, PURCHASE_OF = 930, 931
FIELD_OF, TIER_OF, BID_OF, TENDER_OF, LATER_TENDER_OF = 940, 941, 942, 943, 944
"""Purposes of words drawn one by one under the key of what happens: who can pay, who is entitled, whom a newcomer feels like,
errors of evaluations, where the rounding of what is lent in a street starts, what committees decide, what departments buy;
organizations' options of field and home, of what they offer at a fee, of how much they bid for, and of tenders to enter: those
of the first and of the last four domains."""


class ResidentDraws(Draws):
    """What happens to a resident in a month."""

    table = "residents"

    need = draw(0, 0)
    take_part = draw(0, 1)
    volunteer = draw(0, 2)
    rumour = draw(0, 3)
    leave = draw(1, 0)
    ageing = draw(1, 1)
    sign_up = draw(1, 2)
    frail = draw(1, 3)
    domain = draw(2, 0)
    variant = draw(2, 1)
    averted = draw(2, 2)
    complex = draw(2, 3)
    found = draw(3, 0)
    priority = draw(3, 1)
    neighbours = draw(3, 2)
    practice = draw(3, 3)
    menu = draw(4, 0)
    known = draw(4, 1)
    fit = draw(4, 2)
    withdraw = draw(4, 3)
    paper = draw(5, 0)
    passed = draw(5, 1)
    to_nobody = draw(5, 2)
    to_neighbours = draw(5, 3)
    standing_found = draw(6, 0)
    standing_turn = draw(6, 1)
    standing_neighbours = draw(6, 2)
    standing_passed = draw(6, 3)
    vote = draw(7, 0)
    decision = draw(7, 1)
    to_organization = draw(7, 2)
    to_committee = draw(7, 3)
    age_new = draw(8, 0)
    origin = draw(8, 1)
    threshold_new = draw(8, 2)
    effort_new = draw(8, 3)
    to_platform = draw(9, 0)
    to_firm = draw(9, 1)
    experience_new = draw(9, 2)
    party_new = draw(9, 3)
    work_new = draw(10, 0)
    asked = draw(10, 1)
    helps = draw(10, 2)
    organize = draw(10, 3)


class OrganizationDraws(Draws):
    """What happens to an organization in a month."""

    table = "organizations"

    founding = draw(11, 0)
    register = draw(11, 1)
    lapse = draw(11, 2)
    founders = draw(11, 3)
    field_0 = draw(12, 0)
    field_1 = draw(12, 1)
    field_2 = draw(12, 2)
    field_3 = draw(12, 3)
    field_4 = draw(13, 0)
    field_5 = draw(13, 1)
    field_6 = draw(13, 2)
    field_7 = draw(13, 3)


class ResidentAtStart(Draws):
    """Who a resident is when the city is made."""

    table = "residents"

    age = draw(0, 0)
    registered = draw(0, 1)
    threshold = draw(0, 2)
    effort = draw(0, 3)
    belonging = draw(1, 0)
    trust = draw(1, 1)
    experience = draw(1, 2)
    activity = draw(1, 3)
    case = draw(2, 0)
    waited = draw(2, 1)
    domain = draw(2, 2)
    variant = draw(2, 3)
    party = draw(3, 0)
    complex_start = draw(3, 1)
    registered_volunteer = draw(3, 2)
    frail_start = draw(3, 3)
    expectation = draw(4, 0)


class OrganizationAtStart(Draws):
    """What an organization is when the city is made."""

    table = "organizations"

    field = draw(5, 0)
    skill = draw(5, 1)
    reputation = draw(5, 2)
