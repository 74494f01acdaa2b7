"""Three ways of taking part: helping neighbours, volunteering with organizations, attending what the committee offers (E12)."""

from sim.quantities import ByAge, Group, factor, quantity, share
from sim.rules.organization import Organizations, posts_present
from sim.rules.rule import rule
from sim.rules.ties import Contact, awake_ties
from sim.state import Community, Resident


class Ways(Group):
    """Where one can take part, who is drawn there, and what hours come of it."""

    helping: float = quantity(1.05, (0.3, 3), unit="odds", domain=(0, 100)).means(
        "odds of helping a neighbour for those whose own ties are as awake as at the start",
        "联系活跃程度如初时帮助邻里的优势",
    )
    volunteering: float = quantity(3.4, (1, 5), unit="odds", domain=(0, 100)).means(
        "odds of volunteering with an organization where these are as many as around 2016",
        "社会组织如2016年前后时参加其志愿服务的优势",
    )
    attending: float = quantity(0.73, (0.2, 2), unit="odds", domain=(0, 100)).means(
        "odds of attending what the committee offers where that is as much as around 2016",
        "居（村）委会活动如2016年前后时参加活动的优势",
    )
    helping_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.6, 1.2, 1.05, 0.95, 0.93, 0.82, 0.44),
        (0, 1.5),
        source="T01, T08 (flat in age: direction)",
    ).means("helping neighbours by age, against the middle ages", "各年龄段邻里互助相对中年人的倍数")
    volunteering_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 1.0, 1.5, 1.15, 0.9, 0.65, 0.45, 0.15), (0, 2), source="T08, T09, T11, T12 (signs)"
    ).means("volunteering with organizations by age, against the middle ages", "各年龄段组织化志愿服务相对中年人的倍数")
    attending_by_age: ByAge = factor(
        ByAge.from_youngest(0.0, 0.4, 0.6, 0.8, 1.1, 1.85, 2.1, 1.0),
        (0, 5),
        source="S47 (rises with age up to the 70s)",
    ).means("attending what the committee offers by age", "各年龄段参加居（村）委会活动的倍数")
    unregistered_helping: float = factor(1.4, (1, 1.5), source="T14, S51 (more, not less: direction)").means(
        "helping neighbours by residents without local registration against those with it",
        "非本地户籍者邻里互助相对本地户籍者的倍数",
    )
    unregistered_volunteering: float = factor(0.8, (0.3, 1), source="S49 (direction)").means(
        "volunteering with organizations by residents without local registration",
        "非本地户籍者参加组织化志愿服务的倍数",
    )
    unregistered_attending: float = factor(0.5, (0.3, 1), source="S49, S50 (direction)").means(
        "attending what the committee offers by residents without local registration",
        "非本地户籍者参加居（村）委会活动的倍数",
    )
    half_committed: float = quantity(2.0, (0.5, 4), unit="mean volunteers' hours", domain=(0, 1000)).means(
        "hours that one would give with which one volunteers half as often as the most committed",
        "愿意投入的时长达到此值者，参加志愿服务的频度为最投入者的一半",
    )
    half_openings: float = quantity(1.0, (0.5, 2), unit="usual openings", domain=(0.01, 100)).means(
        "openings that bring half of those whom any number could bring", "使参与达到上限一半的参与机会数量"
    )
    publicity_on_openings: float = share(0.2, (0, 0.5)).means(
        "openings that residents hear of by publicity alone", "居民仅靠宣传得知的参与机会比例"
    )
    helping_hours: float = quantity(2.0, (0.5, 4), unit="hours per helper and month", domain=(0, 100)).means(
        "hours that a helper gives neighbours in a month", "帮助邻里者每月所用时间"
    )


@rule
def open_ways(here: Community, how: Ways, organizations: Organizations) -> None:
    """How many are drawn by what there is to join, against practice around 2016.

    What the committee offers and organizations' openings are known as far as publicity carries, and the more there is, the
    fewer each brings who were not there before. Neighbours are there without either.
    """
    told = 1.0 + how.publicity_on_openings * (here.publicity_reach - 1.0)
    here.welcome = brought(how, posts_present(here, organizations) * here.openings_paid * told)
    here.gatherings = brought(how, here.activities * told)


@rule
def brought(how: Ways, openings: float) -> float:
    """How many are brought by openings, 1 by the usual ones; the tenth adds few who were not there before."""
    return openings * (1.0 + how.half_openings) / (openings + how.half_openings)


@rule
def helping_odds(me: Resident, how: Ways, contact: Contact) -> float:
    """Odds of helping a neighbour: by the ties that are awake, age and registration."""
    local = 1.0 if me.registered != 0 else how.unregistered_helping
    return how.helping * awake_ties(me, contact) * how.helping_by_age[me.age_group] * local


@rule
def attending_odds(me: Resident, here: Community, how: Ways) -> float:
    """Odds of attending what the committee offers: by how much there is, age and registration."""
    local = 1.0 if me.registered != 0 else how.unregistered_attending
    return how.attending * here.gatherings * how.attending_by_age[me.age_group] * local
