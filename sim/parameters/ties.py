"""Parameters of ties."""

from sim.quantities import ByAge, Group, per_month, share, switch


class Acquaintance(Group):
    """Whom residents know."""

    homophily: float = share(0.3, (0, 0.7), source="S50, S69 (direction)")
    neighbours_kept: float = share(0.97, (0.7, 1))
    acquaintances_across: float = share(0.65, (0.3, 1), source="direction: evidence (long ties 1-2)")
    contacts_by_age: ByAge = share(
        ByAge.from_youngest(1.0, 1.0, 1.0, 1.0, 1.0, 0.85, 0.7, 0.55),
        (0.3, 1),
        source="N18 (flat to 55, then falling: direction)",
    )


class Contact(Group):
    """What keeps neighbours in contact."""

    tie_activation: int = switch(1, (0, 1))
    active_at_start: float = share(0.5, (0.3, 0.7), source="S48 (57 % talk weekly or more often)")
    everyday_contact: float = per_month(0.04, (0.01, 0.1))
    contact_alone: float = share(0.6, (0.4, 0.95))
    contact_rooted: float = share(0.3, (0.1, 0.6))
    contact_together: float = per_month(0.25, (0.05, 0.6))
    contact_in_groups: float = per_month(0.15, (0.05, 0.4))
    contact_of_elders: float = per_month(0.04, (0.01, 0.1))
    tie_disuse: float = per_month(0.03, (0.01, 0.1))
