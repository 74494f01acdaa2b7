"""Levers on how things hang together: the triad's links, what is learned from elsewhere, one intensity over all."""

from sim.parameters.quantity import Group, quantity


class Triad(Group):
    """Links of residents, community and departments; 1 is as strong as around 2016."""

    residents_community: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="strength of the link of residents and community",
        zh="居民与社区之间联系的强度",
    )
    community_departments: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="strength of the link of community and departments",
        zh="社区与职能部门之间联系的强度",
    )
    residents_departments: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="strength of the link of residents and departments",
        zh="居民与职能部门之间联系的强度",
    )


class Learning(Group):
    """What communities take over from each other."""

    transfer: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="transfer of practice from mature urban to rural communities",
        zh="成熟城市社区经验向农村社区的推广程度",
    )


class Intensity(Group):
    """How much intervention there is altogether."""

    multiplier: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0, 2),
        plausible=(0, 2),
        en="one multiplier over all interventions",
        zh="各项干预的总体强度倍数",
    )
    budget_follows: int = quantity(
        0,
        unit="switch",
        domain=(0, 1),
        plausible=(0, 1),
        en="whether the budget follows the multiplier",
        zh="经费是否随强度倍数变化",
    )


class Autonomy(Group):
    """What a community decides itself."""

    decided_here: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="share of departments' money for the community that residents and committee divide themselves",
        zh="职能部门用于本社区的经费中由居民和居(村)委会自主分配的比例",
    )
