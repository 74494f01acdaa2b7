from hypothesis import given
from hypothesis import strategies as st

from sim.rules.queue import line_up
from sim.state import Resident
from tests.records import place, residents

crowds = st.lists(st.tuples(st.integers(0, 8), st.booleans(), st.floats(0, 1 - 1e-9)), min_size=1, max_size=60)


def line_of(
    people: list[tuple[int, bool, float]], entitled: int = 1, standing: dict[str, list[float]] | None = None
) -> tuple[list[int], list[int], list[int]]:
    """Return the queue, and by domain how many cases are known, and known of those entitled."""
    n = len(people)
    domains, found, priorities = (list(column) for column in zip(*people, strict=True))
    frail: dict[str, object] = {"standing_domain": 0, "standing_found": found, "standing_turn": priorities}
    cases = {"case_domain": domains, "case_found": found, "priority": priorities}
    crowd = residents(n, **cases, **(frail | (standing or {})), entitled=entitled, standing_entitled=entitled)
    here = place(n_holders=n, known_cases=[9] * 8, claimed_cases=[9] * 8)
    line_up(crowd, here)
    queue = crowd.column(Resident.queue)
    return [queue[turn] for turn in range(here.queue_length)], [*here.known_cases], [*here.claimed_cases]


@given(crowds)
def test_the_queue_is_what_sorting_by_level_of_priority_gives_ties_by_place(
    people: list[tuple[int, bool, float]],
) -> None:
    """As many levels as residents; the reference is Python's stable sort."""
    waiting = [i for i, (domain, found, _) in enumerate(people) if domain > 0 and found]
    assert line_of(people)[0] == sorted(waiting, key=lambda i: -int(people[i][2] * len(people)))


def test_equal_priorities_are_served_in_the_order_of_places() -> None:
    assert line_of([(1, True, 0.5)] * 5)[0] == [0, 1, 2, 3, 4]


def test_cases_that_nobody_has_found_do_not_queue() -> None:
    assert line_of([(1, False, 0.9), (0, True, 0.9), (2, True, 0.1)])[0] == [2]


@given(crowds)
def test_offices_know_of_the_cases_in_the_queue_by_domain(people: list[tuple[int, bool, float]]) -> None:
    queue, known, claimed = line_of(people)
    assert known == claimed == [sum(people[i][0] == domain for i in queue) for domain in range(1, 9)]


def test_departments_claim_nothing_for_who_is_not_entitled() -> None:
    _, known, claimed = line_of([(1, True, 0.5), (3, True, 0.5), (3, False, 0.5)], entitled=0)
    assert known == [1, 0, 1, 0, 0, 0, 0, 0]
    assert claimed == [0] * 8


def test_a_standing_case_queues_beside_the_other_case_of_its_resident() -> None:
    """Three residents; a standing case of resident i is in the queue as 3 + i."""
    standing: dict[str, list[float]] = {
        "standing_domain": [1, 3, 0],
        "standing_found": [1, 0, 0],
        "standing_turn": [0.5, 0.9, 0.9],
    }
    people = [(2, True, 0.1), (2, True, 0.9), (0, True, 0.9)]
    assert line_of(people, standing=standing)[:2] == ([1, 3, 0], [1, 2, 0, 0, 0, 0, 0, 0])
