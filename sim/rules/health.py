"""Health, the second outcome of taking part: it builds up slowly, and lowers some needs (E28; model.md 4.2)."""

from sim.rules.rule import rule


@rule
def begin_health(habit: float) -> float:
    """Health at the start: what the habit of taking part has led to."""
    return habit


@rule
def keep_health(
    health: float, habit: float, standing_missed: int, health_learning: float, health_lost_alone: float
) -> float:
    """Health next month, from 0 (as usual at one's age) to 1 (as good as taking part every month makes it).

    It follows the habit of taking part; a month without the help that a standing case needs costs a part of it.
    """
    alone = health_lost_alone if standing_missed > 0 else 0.0
    return (health + health_learning * (habit - health)) * (1.0 - alone)
