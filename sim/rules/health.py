"""Health, the second outcome of taking part: it builds up slowly, and lowers some needs (E28; model.md 4.2)."""

from sim.parameters.world.needs import Needs
from sim.rules.rule import rule
from sim.state import Resident


@rule
def begin_health(me: Resident) -> None:
    """Health at the start: what the habit of taking part has led to."""
    me.health = me.habit


@rule
def keep_health(me: Resident, how: Needs) -> None:
    """Health next month, from 0 (as usual at one's age) to 1 (as good as taking part every month makes it).

    It follows the habit of taking part; a month without the help that a standing case needs costs a part of it.
    """
    alone = how.health_lost_alone if me.standing_missed > 0 else 0.0
    me.health = (me.health + how.health_learning * (me.habit - me.health)) * (1.0 - alone)
