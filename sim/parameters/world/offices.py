"""World parameters: offices."""

from sim.parameters.quantity import Group, share


class Offices(Group):
    """How government offices learn."""

    catch_up: float = share(0.5, (0.1, 1)).means(
        "how far last year's backlog moves an office", "上年积压对部门决策的影响程度"
    )
