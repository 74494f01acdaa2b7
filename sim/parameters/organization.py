"""Parameters of organization."""

from sim.quantities import Group, factor, intensity, months, per_month, per_year, practice, quantity, share


class Organizations(Group):
    """How social organizations live."""

    selectivity: float = factor(2.0, (0, 5))
    grant_to_registered: float = factor(2.0, (0.5, 5))
    main_field: float = share(0.6, (0.4, 0.9))
    staff_pay: float = quantity(3998.0, (2500, 6000), unit="yuan per post and month", domain=(0, 100000), source="S33")
    income_memory: float = per_month(0.1, (0.05, 0.3))
    hiring_speed: float = per_month(0.08, (0.03, 0.2))
    filed_staff_limit: float = quantity(
        2.0, (0, 4), unit="posts", domain=(0, 1000), source="S15 (filed groups: 0-2 staff)"
    )
    staff_turnover: float = per_year(0.25, (0.2, 0.55), source="S32")
    skill_learning: float = per_month(0.02, (0.005, 0.05))
    novice_skill: float = share(0.3, (0.1, 0.6))
    crowding: float = quantity(0.0, (-0.64, 0.27), unit="yuan per yuan", domain=(-2, 2), source="S81")
    public_time: float = share(0.03, (0, 0.15))
    running_posts: float = quantity(0.3, (0, 1), unit="posts", domain=(0, 10))
    organization_case_minutes: float = quantity(560.0, (120, 900), unit="minutes per case", domain=(1, 100000))
    reputation_memory: float = per_month(0.06, (0.02, 0.2))
    unknown_reputation: float = share(0.4, (0.2, 0.6))
    organization_posts_usual: float = quantity(
        0.002,
        (0.0012, 0.0035),
        unit="posts per resident",
        domain=(0, 1),
        source="assumed: what incomes pay; the over 70,000 jobs of S15 (0.0083) are in schools, clinics and all other kinds",
    )


class OrganizationPolicy(Group):
    """What is done for social organizations beside giving them money; all of it is paid from the grants' share."""

    incubation: float = intensity(0.0, (0, 2), intervention=True)
    training_places: float = quantity(
        0.0, (0, 30), unit="places per 10,000 residents and year", domain=(0, 1000), intervention=True
    )
    wage_supplement: float = quantity(0.0, (0, 1_500), unit="yuan per post and month", domain=(0, 10_000))
    grants_by_need: float = share(0.0, (0, 1))
    monitoring: float = share(0.0, (0, 1), intervention=True)
    openings: float = practice(1.0, (0, 2))
    culture_groups: float = intensity(0.0, (0, 2), intervention=True)
    elder_care_associations: float = intensity(0.0, (0, 2), intervention=True)
    seed_grant: float = quantity(
        0.0,
        (0, 4_000),
        unit="yuan per organization and month",
        domain=(0, 1_000_000),
        source="S35 (50,000 yuan a project of 6 to 12 months is the most)",
    )
    seed_months: int = months(12, (6, 36), domain=(1, 120))
    number_factor: float = practice(1.0, (0.5, 2), domain=(0.25, 2))
