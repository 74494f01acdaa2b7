"""Parameters of method_choice."""

from sim.quantities import Group, factor, months, share, switch, weight


class Leaning(Group):
    """How committees choose among their methods within the city's guidance."""

    committees_decide: int = switch(1, (0, 1)).means(
        "0: committees spend their hours as the city's guidance says, and learn from nobody",
        "0 表示居（村）委会完全按全市要求安排工作时间，也不向其他社区学习",
    )
    review_share: float = share(0.5, (0.25, 1)).means(
        "committees that look again in a quarter at where their hours go", "每季度重新安排工作时间的居（村）委会比例"
    )
    method_step: float = factor(0.2, (0.05, 0.4)).means(
        "by how much a committee that moves raises the logarithm of a method's weight",
        "居（村）委会每次调整时某种方法权重对数的增量",
    )
    keeping_weight: float = weight(1.0, (0, 3)).means(
        "utility of leaving hours where they are, against noise of scale 1", "维持现有安排的效用（随机项尺度为1）"
    )
    guidance_weight: float = weight(3.0, (1, 6)).means(
        "utility lost by going beyond the city's guidance, per unit of the logarithm of a method's weight",
        "方法权重每偏离全市要求一个对数单位所损失的效用",
    )
    reward_weight: float = weight(2.0, (0.5, 4)).means(
        "utility of a method that an evaluation of full weight rewards", "评价完全起作用时受奖励的方法的效用"
    )
    rewarded_usual: float = share(0.3, (0, 0.6)).means(
        "weight of fixed indicators that practice around 2016 had adjusted to", "2016年前后做法所适应的固定指标权重"
    )
    reports_by_service: float = share(0.5, (0.2, 0.8)).means(
        "reward of service against that of publicity under fixed indicators; paper does the rest",
        "固定指标下服务相对宣传所获奖励的比例，其余靠纸面办结",
    )
    imitation_weight: float = weight(2.0, (0, 5)).means(
        "utility of what a committee judged far better gives more weight to, per unit of the logarithm",
        "评价明显更好的居（村）委会更重视某种方法时的效用（按权重对数单位）",
    )
    backlog_weight: float = weight(2.0, (0, 5)).means(
        "utility of service where twice the usual cases are known", "已知个案达到惯常两倍时社区服务的效用"
    )
    attendance_weight: float = weight(2.0, (0, 5)).means(
        "utility of culture and of asking residents where nobody takes part any more",
        "无人参与时社区文化与邀请居民的效用",
    )
    usual_half_life: float = months(36.0, (12, 84)).means(
        "half-life of what a committee takes for usual", "居（村）委会所认为的惯常水平的半衰期"
    )
