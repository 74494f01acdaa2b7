"""Committees: money, paperwork first, what is left for publicity, culture, surveys and service (E11, E47, E56, E67; 4.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.quantities import Group, factor, intensity, months, per_month, practice, quantity, share, yuan_per_resident
from sim.rules.arithmetic import approach, fen, fixed, lost_at_half_life, lost_in_a_month
from sim.rules.rule import rule
from sim.state import Community
from sim.state.words import CULTIVATE, PUBLICIZE, SERVE, SURVEY

if TYPE_CHECKING:
    from sim.parameters import Levers, World


class Committees(Group):
    """What committees' hours and money do."""

    committee_pay: float = quantity(
        4000.0,
        (2500, 7000),
        unit="yuan per post and month",
        domain=(0, 100000),
        source="S33 (social organizations' pay)",
    ).means("pay of a committee's staff", "居（村）委会人员薪酬")
    wage_part: float = share(0.9, (0.8, 0.97)).means(
        "part of a committee's money that pays its posts; activities get the rest",
        "居（村）委会经费中用于岗位薪酬的比例，其余用于活动",
    )
    posts_speed: float = per_month(0.08, (0.03, 0.3)).means(
        "how fast posts follow what a committee can pay", "岗位数跟随支付能力调整的速度"
    )
    posts_most: float = quantity(
        60.0, (30, 100), unit="posts per 10,000 residents", domain=(0, 10000), source="assumed: twice those of 2016"
    ).means("posts beyond which no committee hires", "居（村）委会岗位数的上限")
    activities_most: float = factor(3.0, (1.5, 5)).means(
        "most that a committee can spend on activities, against their usual cost", "活动支出相对通常成本的上限"
    )
    post_minutes: float = quantity(9000.0, (8000, 10500), unit="minutes per post and month", domain=(0, 50000)).means(
        "working time of a post", "一个岗位每月工作时间"
    )
    usual_minutes: float = quantity(
        13.5,
        (8, 20),
        unit="minutes per resident and month",
        domain=(0, 10000),
        source="3 posts per 1,000 residents, half their time",
    ).means("committee time free of assessment around 2016", "2016年前后扣除考核后的居（村）委会时间")
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
    publicity_cost: float = yuan_per_resident(3.0, (0.5, 5)).means(
        "money for publicity at intensity 1", "宣传强度为1时的经费"
    )
    culture_cost: float = yuan_per_resident(9.0, (2, 15)).means(
        "money for culture at intensity 1", "文化强度为1时的经费"
    )
    survey_cost: float = yuan_per_resident(6.0, (1, 10)).means("money for one survey a year", "每年一次调查的经费")
    survey_fatigue: float = factor(0.3, (0, 1)).means("how much surveys tire those who answer", "调查造成的疲劳")
    patience_half_life: float = months(6.0, (2, 24)).means(
        "half-life of residents' patience with surveys", "居民对调查耐心的半衰期"
    )
    committee_case_minutes: float = quantity(720.0, (240, 1500), unit="minutes per case", domain=(1, 100000)).means(
        "a committee's time a case", "居（村）委会每件个案所需时间"
    )


class Assessment(Group):
    """What committees owe to those above them."""

    assessment_share: float = share(0.5, (0.2, 0.7), domain=(0, 0.95), source="S30, S31").means(
        "share of committee time that goes into assessment and passed-down tasks",
        "居（村）委会用于考核和下派任务的时间比例",
    )
    task_cap: float = share(0.0, (0, 1)).means(
        "cap on tasks that programmes pass down: 0 none, 1 no task beyond assessment",
        "下派任务准入：0 不设限，1 考核之外不得下派",
    )


class Methods(Group):
    """How intensely committees work, each way on its own; 1 is practice around 2016 (0 for the two that were rare then)."""

    publicity: float = practice(1.0, (0, 2), intervention=True).means("community publicity", "社区宣传")
    culture: float = practice(1.0, (0, 2), intervention=True).means("community culture", "社区文化")
    service: float = practice(1.0, (0, 2), intervention=True).means("community service", "社区服务")
    heritage: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of heritage against the other two", "文化建设中传统文化所占权重"
    )
    neighbourhood: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of the neighbourhood", "文化建设中睦邻文化所占权重"
    )
    grassroots: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of the grass roots", "文化建设中草根文化所占权重"
    )
    asking: float = intensity(0.0, (0, 2), intervention=True).means(
        "committee staff asks residents one by one to join in", "居（村）委会逐户邀请居民参与"
    )
    recognition: float = share(0.0, (0, 1), intervention=True).means(
        "recognition of registered volunteers' hours: recorded, credited, rewarded", "志愿时长的记录、积分与回馈"
    )
    problem_solving: float = intensity(0.0, (0, 2), intervention=True).means(
        "solving the causes of residents' problems", "社区问题解决"
    )
    organization_involvement: float = intensity(0.0, (0, 2), intervention=True).means(
        "bringing organizations, departments, volunteers and cases together", "社会组织介入"
    )


@rule
def pay_committee(here: Community, world: World) -> None:
    """A month of a committee's money: wages, activities, the posts that follow, and the minutes that are left to it.

    Posts get ``wage_part`` of the month's money and activities the rest, so a cut is shared; posts then follow what can be
    paid. Tasks passed down take their share of the hours first.
    """
    money = here.committee_budget - here.front_line_wages
    pay = world.committees.committee_pay * here.wage_level
    due, for_posts = fen(here.staff_posts * pay), int(money * world.committees.wage_part)
    wages = min(due, for_posts)
    afforded = min(for_posts / (100.0 * max(pay, 0.01)), posts_allowed(here, world.committees))
    yearly = (
        world.committees.publicity_cost * here.work[PUBLICIZE]
        + world.committees.culture_cost * here.work[CULTIVATE]
        + world.committees.survey_cost * here.work[SURVEY]
        + here.information_cost
    )
    yearly += here.programme_cost
    cost = fen(here.n_residents * yearly * here.cost_level / 12.0)
    activities = min(money - wages, int(cost * world.committees.activities_most))
    here.free_minutes = (
        here.staff_posts * world.committees.post_minutes * (wages / max(due, 1)) * (1.0 - here.tasks_share)
    )
    here.staff_posts = approach(here.staff_posts, target=afforded, share=world.committees.posts_speed)
    here.committee_wages = wages
    here.committee_activities = activities
    here.committee_money = here.committee_money - wages - activities
    here.paid_share = activities / cost if cost > 0 else 1.0


@rule
def run_committee(here: Community, policy: Levers, world: World) -> None:
    """Where a committee's free hours go, and what comes of it with the money that there is.

    Publicity, culture, surveys, service, information and programmes divide them as the committee decided. Surveys are
    answered by those who still have patience, and more money than usual asks nobody once more. A platform and a one-stop
    centre save time on cases as far as they reach and are paid; variety takes time as it takes departments' money.
    """
    asked = (
        world.committees.publicity_time * here.work[PUBLICIZE]
        + world.committees.culture_time * here.work[CULTIVATE]
        + world.committees.survey_time * here.work[SURVEY]
        + world.committees.service_time * here.work[SERVE]
    )
    asked += here.information_time + here.programme_time
    cut = 1.0 / asked if asked > 0.0 else 0.0
    at_hand = cut * here.free_minutes / max(here.n_residents * world.committees.usual_minutes, 0.000001)
    reach = together(at_hand, here.paid_share)
    online = policy.information.platform_reach * platform_paid(here)
    kept = (1.0 - world.information.time_saved_online * online) * (
        1.0 - world.programmes.one_stop_saving * min(policy.provision.one_stop * reach, 1.0)
    )
    case = max(int(world.committees.committee_case_minutes * kept * here.variety_factor), 1)
    serving = int(here.free_minutes * world.committees.service_time * here.work[SERVE] * cut)
    serving += here.spare_committee_minutes
    here.publicity_reach = here.work[PUBLICIZE] * reach
    here.culture_reach = here.work[CULTIVATE] * reach
    here.survey_reach = here.work[SURVEY] * min(reach, 1.0) * here.patience
    here.committee_slots = serving // case
    here.spare_committee_minutes = serving % case
    here.committee_ease = at_hand
    here.committee_reach = reach


@rule
def platform_paid(here: Community) -> float:
    """The part of a platform that is paid for: by its own share of the budget, and by the committee's activities."""
    return here.platform_covered + (1.0 - here.platform_covered) * min(here.paid_share, 1.0)


@rule
def posts_allowed(here: Community, how: Committees) -> float:
    """Posts beyond which a committee does not hire."""
    return how.posts_most * here.n_residents / 10000.0


@rule
def together(hours: float, money: float) -> float:
    """What hours and money do together, 1 with the usual of both: their harmonic mean, as neither does anything alone."""
    return 2.0 * hours * money / max(hours + money, 0.000001)


@rule
def count_own_time(here: Community) -> None:
    """The committee's posts, and the part of them that tasks from above leave to the community's own affairs [2^-20]."""
    here.staff_time = fixed(here.staff_posts)
    here.own_time = fixed(here.staff_posts * (1.0 - here.tasks_share))


@rule
def prepare_month(here: Community, policy: Levers, world: World) -> None:
    """What the month starts from: volunteers' hours as slots, activities to join, and monthly rates.

    Of the hours that residents helped neighbours last month a share goes into cases; without the link of residents and
    community a part finds nobody to help. So does a share of volunteers' hours that did not go into organizing, more where
    brokers bring them together with those in need: through filed groups where there are any, else from neighbour to neighbour,
    who need less time a case where networks are strong.
    """
    linked = 1.0 - world.programmes.mutual_brokered * (1.0 - policy.triad.residents_community)
    brought = world.belonging.organized_share + (1.0 - world.belonging.organized_share) * here.gathered
    organized = int((here.volunteer_minutes_given - here.organizing_minutes) * brought)
    grouped = organized if here.filed_organizations > 0 else 0
    near = int(here.helping_minutes_given * world.belonging.mutual_share * linked)
    minutes = near + organized - grouped + here.spare_mutual_minutes
    case = max(
        int(world.belonging.mutual_case_minutes / (1.0 + world.foresight.network_on_help * here.network_strength)), 1
    )
    here.mutual_slots = minutes // case
    here.spare_mutual_minutes = minutes % case
    here.filed_minutes = grouped
    here.activities = here.culture_reach
    here.survey_knowledge = world.help.base_knowledge + (
        world.help.survey_knowledge_full - world.help.base_knowledge
    ) * min(here.survey_reach, 1.0)
    here.adaptation = lost_in_a_month(world.satisfaction.adaptation_per_year)
    here.habit_learning = lost_at_half_life(world.participation.habit_half_life)
    here.experience_learning = lost_at_half_life(world.satisfaction.experience_half_life)
    here.gratitude_fading = 1.0 - lost_at_half_life(world.participation.gratitude_half_life)


@rule
def keep_patience(here: Community, how: Committees) -> None:
    """The share of residents who still answer a survey: it fades towards 1 / (1 + fatigue x surveys), and comes back.

    The first month (patience 0) begins with the patience that its surveys lead to.
    """
    left = 1.0 / (1.0 + how.survey_fatigue * here.work[SURVEY])
    here.patience = (
        left
        if here.patience <= 0.0
        else approach(here.patience, target=left, share=lost_at_half_life(how.patience_half_life))
    )
