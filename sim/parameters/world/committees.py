"""World parameters: committees."""

from sim.parameters.quantity import Group, quantity


class Committees(Group):
    """What committees' hours and money do."""

    committee_pay: float = quantity(
        4000.0,
        unit="yuan per post and month",
        domain=(0, 100000),
        plausible=(2500, 7000),
        source="S33 (social organizations' pay)",
        en="pay of a committee's staff",
        zh="居(村)委会人员薪酬",
    )
    post_minutes: float = quantity(
        9000.0,
        unit="minutes per post and month",
        domain=(0, 50000),
        plausible=(8000, 10500),
        en="working time of a post",
        zh="一个岗位每月工作时间",
    )
    usual_minutes: float = quantity(
        13.5,
        unit="minutes per resident and month",
        domain=(0, 10000),
        plausible=(8, 20),
        source="3 posts per 1,000 residents, half their time",
        en="committee time free of assessment around 2016",
        zh="2016年前后扣除考核后的居(村)委会时间",
    )
    publicity_time: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.2),
        en="committee time for publicity at intensity 1",
        zh="宣传强度为1时所占工作时间",
    )
    culture_time: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.3),
        en="committee time for culture at intensity 1",
        zh="文化强度为1时所占工作时间",
    )
    survey_time: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0.05, 0.4),
        en="committee time for one survey a year",
        zh="每年一次调查所占工作时间",
    )
    service_time: float = quantity(
        0.6,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 0.8),
        en="committee time for cases at intensity 1",
        zh="服务强度为1时所占工作时间",
    )
    publicity_cost: float = quantity(
        2.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(0.5, 5),
        en="money for publicity at intensity 1",
        zh="宣传强度为1时的经费",
    )
    culture_cost: float = quantity(
        6.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(2, 15),
        en="money for culture at intensity 1",
        zh="文化强度为1时的经费",
    )
    survey_cost: float = quantity(
        4.0,
        unit="yuan per resident and year",
        domain=(0, 10000),
        plausible=(1, 10),
        en="money for one survey a year",
        zh="每年一次调查的经费",
    )
    survey_fatigue: float = quantity(
        0.3,
        unit="1",
        domain=(0, 100),
        plausible=(0, 1),
        en="how much surveys tire those who answer",
        zh="调查造成的疲劳",
    )
    patience_half_life: float = quantity(
        6.0,
        unit="months",
        domain=(0, 1200),
        plausible=(2, 24),
        en="half-life of residents' patience with surveys",
        zh="居民对调查耐心的半衰期",
    )
    committee_case_minutes: float = quantity(
        720.0,
        unit="minutes per case",
        domain=(1, 100000),
        plausible=(240, 1500),
        en="a committee's time a case",
        zh="居(村)委会每件个案所需时间",
    )
