"""Parameters of departments."""

from sim.quantities import Group, months, share, switch, weight


class Purchasing(Group):
    """How departments choose between their own services and those of organizations."""

    departments_decide: int = switch(1, (0, 1)).means(
        "0: departments buy what the budget's shares say", "0 表示各部门完全按预算比例购买服务"
    )
    purchase_step: float = share(0.1, (0.05, 0.2)).means(
        "part of its money for services that a department moves in a year between its own services and purchases",
        "部门每年在自办与购买之间调整的服务经费比例",
    )
    cost_weight: float = weight(2.0, (0.5, 4)).means(
        "utility of the cheaper way, per unit of the logarithm of the ratio of costs, against noise of scale 1",
        "成本较低方式的效用（按成本比的对数单位，随机项尺度为1）",
    )
    routine_weight: float = weight(1.0, (0, 3)).means(
        "utility of buying as much as last year", "沿用上年购买比例的效用"
    )
    plan_weight: float = weight(3.0, (1, 6)).means(
        "utility lost by going a whole of the money further from the budget's shares",
        "偏离预算比例（按全部经费计）所损失的效用",
    )
    adjusted_to: float = share(1.0, (0, 1)).means(
        "part of the usual difference of costs that a department has adjusted to, by tender rules and staff of its own",
        "部门已适应的惯常成本差异比例（招标规则、自有人员等）",
    )
    usual_cost_half_life: float = months(60.0, (24, 120)).means(
        "half-life of what a department takes for the usual difference of costs", "部门所认为的惯常成本差异的半衰期"
    )
    cost_half_life: float = months(12.0, (6, 36)).means(
        "half-life of a department's memory of what cases cost", "部门对个案成本记忆的半衰期"
    )


class Virement(Group):
    """What becomes of money that a department cannot use."""

    held_months: float = months(1.5, (1, 4), domain=(0, 12)).means(
        "months of its money that a department with claims keeps; what it holds beyond is moved to uses that can spend it",
        "部门在有待办个案时留存的经费月数；超出部分调剂给能够使用的用途",
    )
    bought_part: float = share(0.5, (0.1, 0.9)).means(
        "part of the money that departments pass on outside which buys services of organizations; committees get the rest",
        "部门对外调剂资金中用于购买社会组织服务的比例，其余拨给居（村）委会",
    )
    topped_up_most: float = share(0.5, (0.2, 0.8)).means(
        "most that committees, and contracts, may get from departments in a month, as a part of their own money of the month",
        "居（村）委会与购买服务每月最多可从部门调剂得到的经费，占其自身当月经费的比例",
    )
    virement_friction: float = share(0.05, (0, 0.2)).means(
        "part of what a department cannot use that goes back to finance instead of to other uses",
        "部门无法使用的资金中退回财政而未能调剂的比例",
    )
