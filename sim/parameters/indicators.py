"""Parameters of indicators."""

from sim.quantities import Group, months, practice, quantity, share, switch


class Evaluation(Group):
    """By what committees are judged."""

    regime: int = quantity(1, (0, 2), unit="regime", domain=(0, 2)).means(
        "evaluation: 0 none, 1 by fixed indicators (what is reported), 2 by distinctive ones (what is resolved)",
        "评价方式：0 无，1 固定指标（看上报），2 特色指标（看实际解决）",
    )
    judged_by: int = switch(0, (0, 1)).means(
        "what is judged: 0 change since the last evaluation, 1 outcome", "评价内容：0 考察变化，1 考察成效"
    )
    feedback_weight: float = share(0.3, (0, 1)).means(
        "how much the evaluation counts for those evaluated", "评价结果对被评价者的影响程度"
    )
    evaluation_months: int = months(12, (3, 36), domain=(1, 60)).means(
        "months from one evaluation to the next", "两次评价之间的月数"
    )
    evaluation_effort: float = practice(1.0, (0, 3), domain=(0, 10)).means(
        "effort put into an evaluation; with more it errs less", "投入评价的力度：力度越大误差越小"
    )
    learning_rate: float = share(0.6, (0.2, 1)).means(
        "how far offices go by the latest evaluation, against what they believed before",
        "政府部门采信最近一次评价（相对原有认识）的程度",
    )
