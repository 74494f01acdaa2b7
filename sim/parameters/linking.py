"""Levers on how things hang together: the triad's links, what is learned from elsewhere, one intensity over all."""

from sim.parameters.quantity import Group, practice, share, switch


class Triad(Group):
    """Links of residents, community and departments; 1 is as strong as around 2016."""

    residents_community: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and community", "居民与社区之间联系的强度"
    )
    community_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of community and departments", "社区与职能部门之间联系的强度"
    )
    residents_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and departments", "居民与职能部门之间联系的强度"
    )


class Learning(Group):
    """What communities take over from each other."""

    transfer: float = share(0.0, (0, 1)).means(
        "transfer of practice from mature urban to rural communities", "成熟城市社区经验向农村社区的推广程度"
    )


class Intensity(Group):
    """How much intervention there is altogether."""

    multiplier: float = practice(1.0, (0, 2)).means("one multiplier over all interventions", "各项干预的总体强度倍数")
    budget_follows: int = switch(0, (0, 1)).means("whether the budget follows the multiplier", "经费是否随强度倍数变化")


class Autonomy(Group):
    """What a community decides itself."""

    decided_here: float = share(0.0, (0, 1)).means(
        "share of departments' money for the community that residents and committee divide themselves",
        "职能部门用于本社区的经费中由居民和居(村)委会自主分配的比例",
    )
