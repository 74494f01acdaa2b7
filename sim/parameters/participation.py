"""Parameters of participation."""

from sim.quantities import ByAge, ByType, Group, factor, months, per_month, practice, quantity, share, switch, weight


class Belonging(Group):
    """What makes residents belong, and what volunteers' hours go into."""

    belonging_from_participation: float = per_month(0.03, (0.01, 0.1))
    belonging_from_culture: float = per_month(0.0128, (0.002, 0.04))
    belonging_of_elders: float = per_month(0.01, (0.002, 0.03))
    belonging_of_members: float = per_month(0.01, (0, 0.05))
    belonging_spread: float = per_month(0.05, (0, 0.2))
    belonging_decay: float = per_month(0.015, (0.005, 0.05))
    mutual_share: float = share(0.12, (0.1, 0.6))
    organized_share: float = share(0.05, (0, 0.8))
    mutual_case_minutes: float = quantity(300.0, (60, 600), unit="minutes per case", domain=(1, 100000))


class Participation(Group):
    """Why residents take part, and how much they then do."""

    participation_constant: ByType = weight(
        ByType(traditional=-3.52, market=-3.62, rural=-3.42, industrial=-3.12), (-6, 0)
    )
    peer_weight: float = factor(0.6, (0.5, 4), source="S68 (direction)")
    complete_mixing: int = switch(0, (0, 1))
    threshold_mean: float = quantity(
        0.25, (0.1, 0.5), unit="share of peers", domain=(-10, 10), source="M13 (critical region)"
    )
    threshold_sd: float = quantity(
        0.3, (0.05, 0.3), unit="share of peers", domain=(0, 10), source="M13 (critical region)"
    )
    belonging_weight: float = weight(0.35, (0, 2))
    trust_weight: float = weight(0.6, (0, 1))
    habit_weight: float = weight(1.7, (1, 4), source="S73 (topic)")
    reciprocity_weight: float = weight(0.6, (0, 1.5))
    party_weight: float = weight(0.2, (0, 0.7), source="S47 (P06: odds ratio 1.5-2.5, habit and age included)")
    association_weight: float = weight(0.3, (0, 1))
    asked_odds: float = quantity(
        6.6, (2, 8), unit="odds ratio", domain=(1, 100), source="S69, S70 (direction); size recalled"
    )
    asking_by_peers: float = quantity(0.3, (0.02, 0.3), unit="per tie and month", domain=(0, 1))
    peer_asking_minutes: float = quantity(15.0, (5, 60), unit="minutes", domain=(0, 10_000))
    asked_in_association: float = per_month(0.1, (0, 0.5))
    fatigue_weight: float = factor(0.2, (0, 0.6))
    bearable_load: float = quantity(0.8, (0.5, 2), unit="meetings and surveys", domain=(0, 100))
    duty: float = quantity(0.2, (0, 0.5), unit="meetings and surveys", domain=(0, 100))
    noise: float = factor(1.0, (0.5, 2))
    lapse: int = switch(1, (0, 1))
    habit_half_life: float = months(9.0, (3, 24))
    gratitude_half_life: float = months(6.0, (2, 24))
    registered_gain: float = share(0.75, (0, 1), domain=(0, 10))
    volunteer_hours: float = quantity(4.0, (3, 5.5), unit="hours per participation", domain=(0, 100), source="S21, S42")
    effort_spread: float = quantity(
        1.71,
        (1.27, 2.08),
        unit="standard deviation of the logarithm",
        domain=(0, 4),
        source="S74: the top third gives 0.90 (0.80-0.95) of hours",
    )


class Ways(Group):
    """Where one can take part, who is drawn there, and what hours come of it."""

    helping: float = quantity(1.05, (0.3, 3), unit="odds", domain=(0, 100))
    volunteering: float = quantity(3.4, (1, 5), unit="odds", domain=(0, 100))
    attending: float = quantity(0.73, (0.2, 2), unit="odds", domain=(0, 100))
    helping_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.6, 1.2, 1.05, 0.95, 0.93, 0.82, 0.44),
        (0, 1.5),
        source="T01, T08 (flat in age: direction)",
    )
    volunteering_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 1.0, 1.5, 1.15, 0.9, 0.65, 0.45, 0.15), (0, 2), source="T08, T09, T11, T12 (signs)"
    )
    attending_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.4, 0.6, 0.8, 1.1, 1.85, 2.1, 1.0),
        (0, 5),
        source="S47 (rises with age up to the 70s)",
    )
    unregistered_helping: float = factor(1.4, (1, 1.5), source="T14, S51 (more, not less: direction)")
    unregistered_volunteering: float = factor(0.8, (0.3, 1), source="S49 (direction)")
    unregistered_attending: float = factor(0.5, (0.3, 1), source="S49, S50 (direction)")
    half_committed: float = quantity(2.0, (0.5, 4), unit="mean volunteers' hours", domain=(0, 1000))
    half_openings: float = quantity(1.0, (0.5, 2), unit="usual openings", domain=(0.01, 100))
    publicity_on_openings: float = share(0.2, (0, 0.5))
    helping_hours: float = quantity(2.0, (0.5, 4), unit="hours per helper and month", domain=(0, 100))


class Worktime(Group):
    """Time that work takes."""

    employed_share: ByAge = share(ByAge.from_youngest(0.0, 0.1, 0.7, 0.85, 0.65, 0.3, 0.1, 0.0), (0, 1))
    migrant_employment: float = factor(1.1, (1, 1.3))
    shift_share: ByType = share(ByType(traditional=0.15, market=0.1, rural=0.1, industrial=0.45), (0, 0.7))
    work_cost: float = weight(0.4, (0, 1))
    shift_cost: float = weight(0.5, (0, 1.5))


class Organizers(Group):
    """How many volunteers organize, and what that gives."""

    organizer_share: float = share(0.1, (0, 0.3))
    member_organizers: float = share(0.2, (0, 0.5))
    organizing_share: float = share(0.5, (0.2, 0.8))
    organizing_usual: float = quantity(0.5, (0.1, 3), unit="minutes per resident and month", domain=(0, 10_000))
    organizing_half_life: float = months(6.0, (1, 12))
    organizers_on_activity: float = practice(0.15, (0, 0.4), domain=(0, 100))
