"""Parameters of committee."""

from sim.quantities import (
    ByDomain,
    ByType,
    Group,
    factor,
    intensity,
    months,
    per_month,
    practice,
    quantity,
    share,
    weight,
    yuan_per_resident,
)


class Committees(Group):
    """What committees' hours and money do."""

    committee_pay: float = quantity(
        4000.0,
        (2500, 7000),
        unit="yuan per post and month",
        domain=(0, 100000),
        source="S33 (social organizations' pay)",
    )
    wage_part: float = share(0.9, (0.8, 0.97))
    posts_speed: float = per_month(0.08, (0.03, 0.3))
    posts_most: float = quantity(
        60.0, (30, 100), unit="posts per 10,000 residents", domain=(0, 10000), source="assumed: twice those of 2016"
    )
    activities_most: float = factor(3.0, (1.5, 5))
    post_minutes: float = quantity(9000.0, (8000, 10500), unit="minutes per post and month", domain=(0, 50000))
    usual_minutes: float = quantity(
        13.5,
        (8, 20),
        unit="minutes per resident and month",
        domain=(0, 10000),
        source="3 posts per 1,000 residents, half their time",
    )
    publicity_time: float = share(0.1, (0.05, 0.2))
    culture_time: float = share(0.2, (0.1, 0.3))
    survey_time: float = share(0.2, (0.05, 0.4))
    service_time: float = share(0.6, (0.4, 0.8))
    publicity_cost: float = yuan_per_resident(3.0, (0.5, 5))
    culture_cost: float = yuan_per_resident(9.0, (2, 15))
    survey_cost: float = yuan_per_resident(6.0, (1, 10))
    survey_fatigue: float = factor(0.3, (0, 1))
    patience_half_life: float = months(6.0, (2, 24))
    committee_case_minutes: float = quantity(720.0, (240, 1500), unit="minutes per case", domain=(1, 100000))


class Assessment(Group):
    """What committees owe to those above them."""

    assessment_share: float = share(0.5, (0.2, 0.7), domain=(0, 0.95), source="S30, S31")
    task_cap: float = share(0.0, (0, 1))


class Methods(Group):
    """How intensely committees work, each way on its own; 1 is practice around 2016 (0 for the two that were rare then)."""

    publicity: float = practice(1.0, (0, 2), intervention=True)
    culture: float = practice(1.0, (0, 2), intervention=True)
    service: float = practice(1.0, (0, 2), intervention=True)
    heritage: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2))
    neighbourhood: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2))
    grassroots: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2))
    asking: float = intensity(0.0, (0, 2), intervention=True)
    recognition: float = share(0.0, (0, 1), intervention=True)
    problem_solving: float = intensity(0.0, (0, 2), intervention=True)
    organization_involvement: float = intensity(0.0, (0, 2), intervention=True)


class Programmes(Group):
    """What one-stop centres, problem solving, brokerage and practice from elsewhere cost and do."""

    one_stop_saving: float = share(0.25, (0.05, 0.5))
    one_stop_on_report: float = weight(0.3, (0, 1), domain=(-10, 10))
    one_stop_time: float = share(0.06, (0.02, 0.15))
    one_stop_cost: float = yuan_per_resident(4.0, (1, 10))
    domain_urgency: ByDomain = share(
        ByDomain(
            elderly_care=0.8,
            children_education=0.5,
            health=1.0,
            culture=0.0,
            social_security=0.6,
            housing=0.6,
            population_services=0.3,
            convenience=0.2,
        ),
        (0, 1),
    )
    urgency_priority: float = factor(0.5, (0, 1))
    solving_time: float = share(0.15, (0.05, 0.3))
    solving_cost: float = yuan_per_resident(2.0, (0.5, 6))
    solving_effect: float = share(0.01, (0.002, 0.03))
    solving_limit: float = share(0.4, (0.1, 0.6))
    solution_fading: float = per_month(0.04, (0.01, 0.1))
    solution_spill: float = share(0.1, (0, 0.3))
    involvement_time: float = share(0.1, (0.03, 0.2))
    involvement_cost: float = yuan_per_resident(1.0, (0.2, 4))
    search_minutes: float = quantity(90.0, (20, 150), unit="minutes per search", domain=(0.1, 100_000))
    broker_on_volunteers: float = share(0.3, (0, 0.6))
    direct_report: float = share(0.2, (0.05, 0.5), source="S27 (help line: direction)")
    mutual_brokered: float = share(0.5, (0.2, 0.8))
    practice: ByType = share(ByType(traditional=1.0, market=1.0, rural=0.9, industrial=1.0), (0.7, 1))
    practice_taken: float = share(0.3, (0.1, 0.6))
    practice_settles: float = per_month(0.1, (0.03, 0.3))
    transfer_misfit: float = share(0.08, (0, 0.3))
    transfer_time: float = share(0.05, (0.02, 0.15))
    transfer_cost: float = yuan_per_resident(2.0, (0.5, 5))


class Triad(Group):
    """Links of residents, community and departments; 1 is as strong as around 2016."""

    residents_community: float = share(1.0, (0, 1))
    community_departments: float = share(1.0, (0, 1))
    residents_departments: float = share(1.0, (0, 1))


class Learning(Group):
    """What communities take over from each other."""

    transfer: float = share(0.0, (0, 1))
