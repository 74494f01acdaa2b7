"""World parameters: offices."""

from sim.parameters.quantity import Group, quantity


class Offices(Group):
    """How government offices learn."""

    catch_up: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 1),
        en="how far last year's backlog moves an office",
        zh="上年积压对部门决策的影响程度",
    )
