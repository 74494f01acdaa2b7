"""World parameters: committees."""

from sim.parameters.quantity import Group, factor, months, quantity, share, yuan_per_resident


class Committees(Group):
    """What committees' hours and money do."""

    committee_pay: float = quantity(
        4000.0,
        (2500, 7000),
        unit="yuan per post and month",
        domain=(0, 100000),
        source="S33 (social organizations' pay)",
    ).means("pay of a committee's staff", "居(村)委会人员薪酬")
    post_minutes: float = quantity(9000.0, (8000, 10500), unit="minutes per post and month", domain=(0, 50000)).means(
        "working time of a post", "一个岗位每月工作时间"
    )
    usual_minutes: float = quantity(
        13.5,
        (8, 20),
        unit="minutes per resident and month",
        domain=(0, 10000),
        source="3 posts per 1,000 residents, half their time",
    ).means("committee time free of assessment around 2016", "2016年前后扣除考核后的居(村)委会时间")
    publicity_time: float = share(0.1, (0.05, 0.2)).means(
        "committee time for publicity at intensity 1", "宣传强度为1时所占工作时间"
    )
    culture_time: float = share(0.2, (0.1, 0.3)).means(
        "committee time for culture at intensity 1", "文化强度为1时所占工作时间"
    )
    survey_time: float = share(0.2, (0.05, 0.4)).means(
        "committee time for one survey a year", "每年一次调查所占工作时间"
    )
    service_time: float = share(0.6, (0.4, 0.8)).means(
        "committee time for cases at intensity 1", "服务强度为1时所占工作时间"
    )
    publicity_cost: float = yuan_per_resident(2.0, (0.5, 5)).means(
        "money for publicity at intensity 1", "宣传强度为1时的经费"
    )
    culture_cost: float = yuan_per_resident(6.0, (2, 15)).means(
        "money for culture at intensity 1", "文化强度为1时的经费"
    )
    survey_cost: float = yuan_per_resident(4.0, (1, 10)).means("money for one survey a year", "每年一次调查的经费")
    survey_fatigue: float = factor(0.3, (0, 1)).means("how much surveys tire those who answer", "调查造成的疲劳")
    patience_half_life: float = months(6.0, (2, 24)).means(
        "half-life of residents' patience with surveys", "居民对调查耐心的半衰期"
    )
    committee_case_minutes: float = quantity(720.0, (240, 1500), unit="minutes per case", domain=(1, 100000)).means(
        "a committee's time a case", "居(村)委会每件个案所需时间"
    )
