"""Parameters of networks."""

from sim.quantities import ByType, Group, quantity, share


class Networks(Group):
    """What networks ask of committees."""

    front_line_service: float = share(0.4, (0.2, 0.7))
    cell_minutes: float = quantity(300.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000))
    member_minutes: float = quantity(5.0, (3, 40), unit="minutes per member and month", domain=(0, 10_000))
    firm_minutes: float = quantity(1.0, (0.2, 3), unit="minutes per resident and month", domain=(0, 10_000))
    supervision_time: float = share(0.02, (0.005, 0.06))
    evaluation_time: float = share(0.03, (0.01, 0.1))
    tasks_needed: float = share(0.7, (0.3, 1))


class Grid(Group):
    """Cells below the community (网格), and who decides what they find."""

    coverage: float = share(0.2, (0, 1), intervention=True)
    residents_per_cell: float = quantity(
        1080.0, (100, 3_000), unit="residents per cell", domain=(50, 20_000), source="S24 (Cixi, end 2021)"
    )
    front_line_staff: float = quantity(
        0.0,
        (0, 20),
        unit="posts per 10,000 residents",
        domain=(0, 1_000),
        source="S24 (about 9 full-time in Cixi in 2021; those of 2016 are the committee's own)",
        intervention=True,
    )
    decision_level: int = quantity(2, (0, 2), unit="level", domain=(0, 2))
    head_responsibility: float = share(0.0, (0, 1))
    cross_system_supervision: float = share(0.0, (0, 1))


class Party(Group):
    """The party network in communities and firms (党建网络)."""

    active_share: float = share(0.1, (0, 1), intervention=True)
    layers: int = quantity(1, (1, 3), unit="layers", domain=(1, 3))
    firm_reach: float = share(0.0, (0, 1), intervention=True)


class Rounds(Group):
    """What a worker does in a cell."""

    usual_cell: float = quantity(1080.0, (500, 2_000), unit="residents per cell", domain=(1, 100_000), source="S24")
    people_per_home: float = quantity(2.6, (2.2, 3.2), unit="residents", domain=(1, 100))
    round_minutes: float = quantity(600.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000))
    front_line_rounds: float = share(0.4, (0.2, 0.6))
    door_minutes: float = quantity(15.0, (8, 30), unit="minutes per home", domain=(0.1, 10_000))
    walk_minutes: float = quantity(6.0, (2, 20), unit="minutes per home", domain=(0, 10_000))


class Members(Group):
    """Party members among residents, and their visits."""

    party_share: ByType = share(ByType(traditional=0.1, market=0.08, rural=0.06, industrial=0.05), (0.03, 0.15))
    party_presence: ByType = share(ByType(traditional=1.0, market=0.6, rural=0.9, industrial=0.3), (0.1, 1))
    visits_to_tied: float = quantity(
        0.5,
        (0.1, 1.5),
        unit="visits per awake tie and month",
        domain=(0, 30),
        source="T86 (few acts a month: direction)",
    )
    visit_minutes: float = quantity(40.0, (20, 90), unit="minutes per visit", domain=(0, 10_000))
    layer_minutes: float = quantity(20.0, (10, 60), unit="minutes per layer and month", domain=(0, 10_000))
    visit_finds: float = share(0.5, (0.2, 0.8))
    fellow_workers: float = quantity(5.0, (2, 15), unit="residents", domain=(0, 1_000))
