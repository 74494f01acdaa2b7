"""Parameters of self_governance."""

from sim.quantities import ByAge, Group, per_month, quantity, share, weight, yuan_per_resident


class Elections(Group):
    """Who votes."""

    vote_constant: float = weight(0.0, (-1, 1))
    vote_by_age: ByAge = weight(
        ByAge.from_youngest(0.0, 0.0, -1.5, -0.2, 0.35, 0.9, 1.3, 0.6),
        (-3, 3),
        source="S47 (13.8 % at 18-29, 55.7 % at 50-59, 77.7 % at 70-79)",
    )
    unregistered_vote: float = weight(1.0, (0, 3), source="S49 (direction)")
    party_vote: float = weight(0.6, (0.4, 0.9), source="S47 (odds ratio 1.99)")
    acquaintance_vote: float = weight(0.5, (0, 1.5), source="S47 (network members: direction)")
    belonging_vote: float = weight(1.0, (0, 2))
    belonging_from_vote: float = quantity(0.005, (0, 0.02), unit="per event", domain=(0, 1))


class Deliberation(Group):
    """Meetings of residents that decide, and what follows."""

    deliberation_time: float = share(0.15, (0.05, 0.3))
    deliberation_cost: float = yuan_per_resident(3.0, (1, 8))
    quorum: float = share(0.1, (0.03, 0.3))
    deliberation_on_fit: float = share(0.2, (0, 0.5), source="direction: article (E40)")
    meeting_load: float = quantity(0.8, (0.2, 1.5), unit="meetings and surveys", domain=(0, 100))
    belonging_from_deliberation: float = per_month(0.01, (0, 0.04), source="direction: article (E40)")
    trust_from_deliberation: float = per_month(0.005, (0, 0.02))


class Autonomy(Group):
    """What a community decides itself."""

    decided_here: float = share(0.0, (0, 1))
