"""Words for the numbers that state is written in: ages, domains, who helps, how a case ends, accounts, flows of money.

Each word stands here once. They are plain whole numbers, so that rules can be compiled; a name in lower case beside them is
what pages and results call the same thing, in the same order.
"""

AGE_0_14, AGE_15_17, AGE_18_29, AGE_30_49, AGE_50_59, AGE_60_69, AGE_70_79, AGE_80_PLUS = range(8)
N_AGES = 8
CHILD, ADULT, OF_AGE, OLD = AGE_0_14, AGE_15_17, AGE_18_29, AGE_60_69
"""The age groups from which on residents are children, may take part, may vote, and count as old."""
UNIT_PERSON, COMMUNITY_PERSON, ASSOCIATION_PERSON = range(3)
N_STAGES = 3
STAYS, DIES, MOVES = range(3)
"""What a resident does at the end of the month."""
IGNORANT, BELIEVER, TIRED, CORRECTED = range(4)
"""What a resident makes of rumours: who tired of one, or was corrected, resists that one for a while and no other."""
BELONGING, TRUST, EXPERIENCE, EXPECTATION = range(4)
N_FEELINGS = 4
"""Feelings that residents begin with, spread around a mean."""
TIES = 8
"""Tie slots of a resident."""
FULL_TIE = 100
"""Activation of a tie that is fully awake."""

TRADITIONAL, MARKET_TYPE, RURAL, INDUSTRIAL = range(4)
N_TYPES = 4
"""Types of communities."""

ELDERLY_CARE, CHILDREN_EDUCATION, HEALTH, CULTURE = range(4)
SOCIAL_SECURITY, HOUSING, POPULATION_SERVICES, CONVENIENCE = range(4, 8)
N_DOMAINS = 8
"""Domains of services. A resident keeps the domain of a case plus 1, since 0 is no case."""
NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT, MARKET = range(6)
N_HELPERS = 6
HELPERS = ("nobody", "neighbours", "an organization", "the committee", "a department", "a firm")
"""Who helps with a case."""
NOT_FOUND, OWN_REPORT, ON_PLATFORM, BY_SURVEY, BY_GRID, BY_PARTY = range(6)
N_FINDERS = 6
"""What brought a case to light; the hotline counts with the platform."""
WAITING, RESOLVED, MISMATCHED, WITHDRAWN, SETTLED = range(5)
"""How the month ends for a case; a settled one got less than it needed and is given up."""
UNCHANGED, BEGINS, RECOVERS = 0, 1, -1
"""What the month does to a standing case."""
AT_A_FEE, FREE, LED, OPEN = range(4)
N_TIERS = 4
"""Tiers of organizations' places; of the free ones some are open to those who have no claim to public help."""

WAITS, WAITS_PAYING, WAITS_ENTITLED, UNDECIDED, HIDDEN, ASKED_FIRM = 0, 1, 2, 4, 5, 6
N_WAITING = 7
"""What a case that nobody helped waits as. Known cases that need no decision add up: 3 waits paying and entitled."""

FOR_NEED, BY_GROUP = 1, 2
"""Why an organization is founded: needs are known, or residents who organize begin a culture group."""
REGISTERED, FILED, VACANT = range(3)
"""Forms of organizations; a place that was vacant from the start has none yet."""

FINANCE_OFFICE, DEPARTMENT_OFFICE, DISTRICT_OFFICE, STREET_OFFICE = range(4)
"""Roles of offices."""
FIRST_DEPARTMENT, FIRST_DISTRICT = 1, 1 + N_DOMAINS
"""Places among offices: finance comes first, then a department for each domain, then districts, then streets."""
AT_COMMUNITY, AT_STREET, AT_DEPARTMENT = range(3)
"""Levels that may decide a complex case."""
NO_EVALUATION, FIXED, DISTINCTIVE = range(3)
"""Indicators that communities are evaluated by."""
CHANGE, OUTCOME = range(2)
"""What an evaluation judges by."""
BY_NEED, BY_LOAD, BY_OUTCOME, BY_HEADS = range(4)
N_CRITERIA = 4
"""What pooled money goes by."""

PUBLICIZE, CULTIVATE, SURVEY, SERVE, ASK, SOLVE, INVOLVE = range(7)
N_METHODS = 7
"""Methods of a committee: publicity, culture, surveys, service, asking residents, problem solving, involving organizations."""
NO_MODEL = -1
"""Where there is no community to look up to."""

FOR_CULTURE, FOR_ELDERLY, FOR_CHILDREN = range(3)
N_FACILITIES = 3
"""Kinds of facilities."""
WORKS = 48
"""Months for which works can be under way."""

TO_COMMITTEE, TO_DEPARTMENTS, TO_CONTRACTS, TO_GRANTS = range(4)
N_USES = 4
"""Uses of a community's money that are settled together; their accounts and flows follow each other in the same order."""

ACCOUNTS = (
    *("finance", "committees", "departments", "contract purses", "grant purses", "organizations"),
    *("cases", "people", "reported cases", "facilities", "room for change", "standing cases"),
    *("talent purses", "platform purses", "fees of groups"),
)
FINANCE, COMMITTEES, DEPARTMENTS, CONTRACT_PURSES, GRANT_PURSES, ORGANIZATIONS = range(6)
CASES, PEOPLE, REPORTED_CASES, FACILITIES, ROOM_FOR_CHANGE, STANDING_CASES = range(6, 12)
TALENT_PURSES, PLATFORM_PURSES, FEES_OF_GROUPS = 12, 13, 14
"""Accounts that must balance every month."""
PURSES = (
    *("reserve", "committee_money", "contract_purse", "grant_purse", "facility_purse", "room_kept", "talent_purse"),
    *("platform_purse", "department_money", "works", "balance"),
)
IN_RESERVE, IN_COMMITTEE_MONEY, IN_CONTRACT_PURSE, IN_GRANT_PURSE, IN_FACILITY_PURSE, IN_ROOM_KEPT = range(6)
IN_TALENT_PURSE, IN_PLATFORM_PURSE, IN_DEPARTMENT_MONEY, IN_WORKS, IN_ORGANIZATIONS = range(6, 11)
N_PURSES = len(PURSES)
"""Fields that hold money; none may be below nothing at a month's end."""

FLOWS = (
    *("revenue", "unspent", "committee_budget", "department_budget", "contract_budget", "grant_budget"),
    *("committee_wages", "committee_activities", "department_spending", "contracts", "grants"),
    *("fees", "organization_wages", "organization_activities"),
)
REVENUE, UNSPENT, COMMITTEE_BUDGET, DEPARTMENT_BUDGET, CONTRACT_BUDGET, GRANT_BUDGET = range(6)
COMMITTEE_WAGES, COMMITTEE_ACTIVITIES, DEPARTMENT_SPENDING, CONTRACTS, GRANTS = range(6, 11)
FEES, ORGANIZATION_WAGES, ORGANIZATION_ACTIVITIES = range(11, 14)
ORGANIZATION_FLOWS = ("support", "private_capital", "donations")
SUPPORT, PRIVATE_CAPITAL, DONATIONS = range(3)
WORKS_FLOWS = (
    *("facilities_budget", "room_budget", "facilities_grants", "facilities_upkeep", "facilities_works"),
    *("process_spending", "room_released"),
)
FACILITIES_BUDGET, ROOM_BUDGET, FACILITIES_GRANTS, FACILITIES_UPKEEP, FACILITIES_WORKS = range(5)
PROCESS_SPENDING, ROOM_RELEASED = 5, 6
USE_FLOWS = (
    *("talent_budget", "platform_budget", "talent_training", "talent_supplements", "platform_spending"),
    *("moved_to_committees", "moved_to_contracts"),
    *("committee_returned", "department_returned", "contract_returned", "grant_returned"),
    "market_fees",
)
TALENT_BUDGET, PLATFORM_BUDGET, TALENT_TRAINING, TALENT_SUPPLEMENTS, PLATFORM_SPENDING = range(5)
MOVED_TO_COMMITTEES, MOVED_TO_CONTRACTS = 5, 6
COMMITTEE_RETURNED, DEPARTMENT_RETURNED, CONTRACT_RETURNED, GRANT_RETURNED = range(7, 11)
MARKET_FEES = 11
"""Flows of money, each kind counted from 0 in its own column of the city."""

N_AGE_CLASSES = 5
"""Age classes that outcomes are reported for."""
AGE_CELLS = 2 * N_STAGES
CELLS = N_AGE_CLASSES * AGE_CELLS
"""Cells of an age class, by registration by stage, and of all residents."""
FINE_CELLS = N_AGES * AGE_CELLS
"""Cells by age group instead of age class: who is in one has the same chance to be able to pay a fee."""
CASE_FACTS = ("arrived", "resolved", "mismatched", "withdrawn", "waited")
CASES_ARRIVED, CASES_RESOLVED, CASES_MISMATCHED, CASES_WITHDRAWN, CASES_WAITED = range(5)
N_CASE_FACTS = len(CASE_FACTS)
"""What is counted of a month's cases, by cell."""
STATE_FACTS = (
    *("persons", "adults", "active_residents", "volunteers_here", "believers", "cases_held", "months_open"),
    *("satisfaction_sum", "trust_sum", "belonging_sum"),
    *("registered_volunteers", "association_persons", "standing_held"),
    *("asked_here", "helpers_here", "attendants_here"),
)
PERSONS, ADULTS, ACTIVE_RESIDENTS, VOLUNTEERS_HERE, BELIEVERS, CASES_HELD, MONTHS_OPEN = range(7)
SATISFACTION_SUM, TRUST_SUM, BELONGING_SUM = range(7, 10)
REGISTERED_VOLUNTEERS, ASSOCIATION_PERSONS, STANDING_HELD = range(10, 13)
ASKED_HERE, HELPERS_HERE, ATTENDANTS_HERE = range(13, 16)
N_STATE_FACTS = len(STATE_FACTS)
"""What is counted of residents at the end of the month, by cell."""
BINS = 256
"""Bins of satisfaction."""
MONTHS_TOLD = 37
"""Months from a case's beginning to its solution that are told apart: 0 to 35, and more."""
