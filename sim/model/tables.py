"""What is known of residents, organizations, communities (with their committees), offices and the city."""

from sim.engine.columns import Column, Kind, Table
from sim.parameters.flat import LEVERS


def _many(kind: Kind, /, scratch: bool = False, **meanings: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind, meaning, scratch=scratch) for name, meaning in meanings.items())


RESIDENTS = Table(
    "residents",
    (
        *_many(
            "i1",
            age_group="0-14, 15-17, 18-29, 30-49, 50-59, 60-69, 70-79, 80+ as 0 to 7",
            registered="1 with local household registration",
            n_peers="ties in use",
            takes_part="1 who took part this month",
            volunteers="1 who volunteered this month",
            case_domain="domain of the open case, 1 to 8; 0 without",
            case_variant="variant wanted, 0 the most wanted",
            case_found="1 once the case is known",
        ),
        *_many(
            "i2",
            entered="month of entry; with the place in the table it is the person",
            case_opened="month in which the case arose",
            volunteer_minutes="minutes given this month",
        ),
        *_many(
            "f4",
            threshold="share of peers that must take part",
            effort="hours given against the mean volunteer's",
            habit="exponential mean of own participation",
            belonging="belonging to the community, 0 to 1",
            trust="trust in government, 0 to 1",
            experience="experienced quality of help, 0 to 1",
            expectation="expected quality of help, 0 to 1",
            satisfaction="satisfaction, 0 to 1",
            helped_lately="1 when helped by neighbours or an organization, fading",
        ),
        Column("tie", "i2", "how many places away each tied resident lives; 0 no tie", width=8),
        *_many(
            "i1",
            scratch=True,
            is_new="1 where a case arose this month",
            leaving="0 stays, 1 dies, 2 moves away at the end of the month",
            neighbours_able="1 where neighbours could help",
            helped_by="0 nobody, 1 neighbours, 2 organization, 3 committee, 4 department",
            case_end="0 waiting, 1 resolved, 2 mismatched, 3 withdrawn, 4 settled for less",
            peers_active="tied residents who took part last month",
        ),
        *_many(
            "i4",
            scratch=True,
            queue="found cases in order of priority",
            crowd="cases a level of priority",
            helper="organization",
        ),
        *_many("f8", scratch=True, priority="place in the queue, 0 to 1", peers_belonging="sum over tied residents"),
    ),
    in_communities=True,
)

ORGANIZATIONS = Table(
    "organizations",
    (
        *_many(
            "i8",
            form="0 registered, 1 filed",
            domain="domain served, 0 to 7",
            balance="money at hand [fen]",
            spare_minutes="minutes carried over",
            slots="cases that can be taken this month",
            delivered="cases helped this month",
            succeeded="cases resolved this month",
            contract_income="from contracts this month [fen]",
            grant_income="from grants this month [fen]",
            fee_income="from fees this month [fen]",
            wages="paid this month [fen]",
            activities_paid="paid this month [fen]",
        ),
        *_many(
            "f8",
            staff="posts",
            skill="share of full skill, 0 to 1",
            reputation="0 to 1",
            usual_income="exponential mean of income [yuan a month]",
            government_share="exponential mean of government's share of income",
            society_share="share of public work not paid by government",
            weight="share in what is being divided",
        ),
    ),
    in_communities=True,
)

COMMUNITIES = Table(
    "communities",
    (
        *_many(
            "i8",
            kind="0 traditional, 1 market, 2 rural, 3 industrial",
            district="its district's place among offices",
            street="its street's place among offices",
            n_residents="residents",
            allotted="money of the month [fen]",
            kept="of it, due by head and not pooled by need [fen]",
            committee_money="held by the committee [fen]",
            contract_purse="held by the street for contracts [fen]",
            grant_purse="held by the street for grants [fen]",
            organization_money="held by organizations [fen]",
            committee_wages="paid this month [fen]",
            committee_activities="paid this month [fen]",
            department_spent="paid for services this month [fen]",
            contracts_paid="paid to organizations this month [fen]",
            grants_paid="paid to organizations this month [fen]",
            fees_paid="paid by residents to organizations this month [fen]",
            organization_wages="paid this month [fen]",
            organization_activities="paid this month [fen]",
            queue_length="cases in the queue",
            mutual_slots="cases that neighbours can take",
            committee_slots="cases that the committee can take",
            spare_mutual_minutes="minutes carried over",
            spare_committee_minutes="minutes carried over",
            filed_minutes="volunteers' minutes brought to filed groups",
            filed_organizations="filed organizations",
            waited="months that the cases resolved this month had waited",
            society_delivered="cases resolved by neighbours and organizations",
            society_paid="of them, not paid by government [2^-20]",
            n_organizations="organizations",
            organization_staff="posts in organizations [1/1000]",
            standing="sum of organizations' reputation [2^-20]",
            persons="residents counted",
            adults="residents of 15 or older",
            cases_held="residents with an open case",
            months_open="months that open cases have been open",
            active_residents="residents who took part",
            volunteers_here="residents who volunteered",
            volunteer_minutes_given="minutes given",
            satisfaction_sum="[2^-20]",
            trust_sum="[2^-20]",
            belonging_sum="[2^-20]",
        ),
        *_many(
            "f8",
            staff_posts="committee's posts",
            need_seen="known cases, a mean over about a year",
            grown="growth of the budget since the start",
            entitlement="share in what is pooled by need",
            reputation_standard="reputation that the street buys by",
            publicity_reach="1 = practice around 2016",
            culture_reach="1 = practice around 2016",
            survey_reach="surveys of every household a year",
            activities="opportunities to take part, 1 = practice around 2016",
            variety_factor="unit cost against that of one variant",
            survey_knowledge="chance that a resident's wish is known",
            adaptation="share by which expectation follows experience in a month",
            habit_learning="share by which habit follows participation in a month",
            experience_learning="share by which experience follows help",
            gratitude_fading="share of gratitude left after a month",
            gini="of satisfaction",
            worst_decile="mean satisfaction of the lowest tenth",
        ),
        Column("domain_share", "f8", "departments' claims", width=8),
        Column("domain_part", "i8", "direct provision by domain", "fen", 8),
        Column("department_money", "i8", "held for the community by each department", "fen", 8),
        Column("use_part", "i8", "to committee, departments, contracts, grants", "fen", 4),
        Column("returned", "i8", "back to finance from committee, departments, contracts, grants", "fen", 4),
        *(Column(name, "i8", f"{name} cases by domain", "cases", 8) for name in ("arrived", "resolved", "withdrawn")),
        *(Column(name, "i8", f"{name} by domain", "cases", 8) for name in ("mismatched", "open_cases", "known_cases")),
        Column("histogram", "i4", "residents by satisfaction", width=256),
        *(Column(lever.name, "f8", lever.en, lever.unit) for lever in LEVERS),
    ),
)

OFFICES = Table(
    "offices",
    (
        *_many(
            "i8",
            role="0 finance, 1 department, 2 district, 3 street",
            cases_seen="known cases in its domain or area",
            out_of="what they are seen against: all known cases, residents, organizations",
        ),
        *_many("f8", claim="what it goes by", standing_seen="mean reputation of its organizations"),
    ),
)

CITY = Table(
    "city",
    (
        *_many("i8", reserve="held by finance [fen]", revenue="drawn this month [fen]"),
        Column("held", "i8", "what each account holds", width=8),
        Column("expected", "i8", "what each account should hold", width=8),
        Column("flow", "i8", "the month's money by kind", "fen", 14),
        Column("overall_histogram", "i8", "residents by satisfaction", width=256),
        *_many("f8", overall_gini="of satisfaction", overall_worst_decile="mean satisfaction of the lowest tenth"),
    ),
)

TABLES = {table.name: table for table in (RESIDENTS, ORGANIZATIONS, COMMUNITIES, OFFICES, CITY)}
