// @ts-check
/** What the city answers: two figures in view, all outcomes, for whom, who pays, one resident's two lives, other worlds. */
import { FEW_IN_WORLDS } from "./answers.js";
import { chart } from "./chart.js";
import { element, h, s } from "./dom.js";
import { between, change, level, levelWithUnit, number, placesApart, placesFor, word } from "./format.js";
import { OPEN } from "./stats.js";
import { TYPES } from "./policy.js";
import { monthText } from "./toml.js";
import { wayOf } from "./worlds.js";
import { briefly, counted, dots, overWorlds } from "./worlds_view.js";

/** Verdicts of a difference that matters. */
const WAYS = ["better", "worse", "more", "less"];

/** @param {any} data @param {string} name */
export function outcomeOf(data, name) {
  return data.outcomes.find((/** @type {any} */ one) => one.name === name);
}

/** A difference, and its interval where there is one. @param {any} estimate @param {string} unit @param {number} [matters] @param {number} [as] whose scale it has @returns {[string, string]} */
export function said({ value, low, high }, unit, matters = 0, as = undefined) {
  const places = placesApart(low, high, matters, placesFor((high - low) / 2, value, unit), unit);
  return [Number.isNaN(value) ? "–" : change(value, places, unit, as), Number.isNaN(low) ? "" : between(low, high, places, unit, as)];
}

/** The last year's level of a line that was drawn; nothing where none was. @param {(number | null)[] | undefined} line */
export function expectedOf(line) {
  const drawn = /** @type {number[]} */ ((line ?? []).slice(-12).filter((one) => one !== null));
  return drawn.length ? drawn.reduce((sum, one) => sum + one, 0) / drawn.length : null;
}

export class AnswerView {
  /** @param {any} data @param {import("./answers.js").Answers} answers @param {() => {begins: number, guesses: Record<string, (number | null)[]>, hidden: boolean, before: Record<string, number[]>, nothing: boolean}} asked */
  constructor(data, answers, asked) {
    this.data = data;
    this.answers = answers;
    this.asked = asked;
    /** @type {string[]} */
    this.watched = ["satisfaction_mean", "waiting_months_mean"];
    this.group = "satisfaction_mean";
    /** @type {(outcome: string, month: number, value: number) => void} */
    this.drawn = () => {};
    /** Another outcome is looked at. */
    this.chosen = () => {};
  }

  /** Writes the choices of outcomes anew. */
  write() {
    const options = (/** @type {number} */ k) => this.data.outcomes.map((/** @type {any} */ one) =>
      h("option", { value: one.name, disabled: one.name === this.watched[1 - k] }, word(`outcome.${one.name}`)));
    this.watched.forEach((name, k) => {
      const select = element(`watched-${k}`);
      select.replaceChildren(...options(k));
      select.value = name;
      select.onchange = () => {
        this.watched[k] = select.value;
        this.write();
        this.chosen();
      };
    });
    const groups = element("group-outcome");
    groups.replaceChildren(...this.data.groups.outcomes.map((/** @type {string} */ name) => h("option", { value: name }, word(`outcome.${name}`))));
    groups.value = this.group;
    groups.onchange = () => ((this.group = groups.value), this.show());
    this.show();
  }

  show() {
    const { pairs } = this.answers.shown();
    if (!pairs.length) return;
    element("cards").classList.remove("waiting");
    this.watched.forEach((name, k) => this.card(name, k));
    const { hidden, before } = this.asked();
    element("line-before").hidden = hidden || !this.watched.some((name) => before[name]);
    for (const id of ["all", "whom", "whom-said", "places", "payers", "payers-places", "worlds"]) element(id).hidden = hidden;
    if (hidden) return;
    if (element("all-part").open) this.all();
    if (element("whom-part").open) this.whom();
    if (element("payers-part").open) this.payers();
    this.worlds();
  }

  /**
   * All that is said of an outcome, the same wherever it is said: digits, verdict, what other plausible worlds say, and whether it
   * is good or bad news, which it is only where most worlds agree.
   * @param {any} outcome
   */
  told(outcome) {
    const found = this.answers.soFar(outcome), [difference, interval] = said(found.estimate, outcome.unit, found.matters);
    const settled = this.settled(outcome), worlds = this.asked().nothing ? null : this.answers.inWorlds(outcome);
    const isKnown = WAYS.includes(settled), doAgree = Boolean(worlds?.isMajority) && wayOf(worlds?.leading ?? "", outcome.good) === wayOf(settled, outcome.good);
    const here = !isKnown || doAgree ? "" : !this.answers.worlds.length ? "here_alone" : worlds ? "here_only" : "here_so_far";
    const verdict = here ? word(here, { verdict: word(`verdict.${settled}`) }) : this.verdict(outcome);
    return { ...found, difference, interval, settled, verdict, tone: doAgree ? settled : "", worlds: this.inWorlds(outcome, worlds), brief: worlds ? this.inWorlds(outcome, worlds, true) : "" };
  }

  /** The verdict's words: of the last look, or that it is too early. @param {any} outcome */
  verdict(outcome) {
    if (this.asked().nothing) return word("no_policy");
    const { look } = this.answers;
    if (!outcome.headline) return word("exploratory");
    if (look.seeds === 0) return word("too_early", { seeds: this.data.looks[0] });
    const { verdict } = this.answers.atLook(outcome);
    if (verdict === OPEN[0]) return word(look.ended ? "cannot_tell" : "open_still", { seeds: look.seeds });
    return word(`verdict.${verdict}`);
  }

  /** The verdict of the last look, as `sim.studies.comparison` names it; nothing where none may be said. @param {any} outcome */
  settled(outcome) {
    return outcome.headline && !this.asked().nothing && this.answers.look.seeds > 0 ? this.answers.atLook(outcome).verdict : "";
  }

  /** What plausible worlds say, as the report says it; until then how many pairs they have. @param {any} outcome @param {import("./worlds.js").Tally | null} tally @param {boolean} [isBrief] */
  inWorlds(outcome, tally, isBrief = false) {
    const { worlds, data } = this.answers, few = FEW_IN_WORLDS * worlds.length;
    if (!worlds.length || this.asked().nothing || !outcome.headline) return "";
    if (!tally) return word("worlds_waiting", { done: Math.min(this.answers.inAllWorlds(), few), few });
    const told = isBrief ? briefly(tally, outcome.good) : counted(tally, outcome.good);
    return this.answers.areWorldsDone() || isBrief ? told : word("worlds_so_far", { told, pairs: this.answers.rounds(), all: data.worlds.pairs });
  }

  /** @param {string} name @param {number} k */
  card(name, k) {
    const outcome = outcomeOf(this.data, name), { begins, guesses, hidden, before } = this.asked();
    const lines = this.answers.lines(outcome), blank = lines.baseline.map(() => NaN);
    const shown = hidden ? { ...lines, policy: blank, low: blank, high: blank } : lines;
    const years = Array.from({ length: Math.ceil(this.data.months / 12) }, (_, year) => monthText(12 * year, this.data.start).slice(0, 4));
    const title = word("chart_of", { outcome: word(`outcome.${name}`) });
    const { svg, scale } = chart({ ...shown, begins, years, title, guess: guesses[name] ?? null, before: hidden ? null : (before[name] ?? null), isDrawn: hidden, show: (value) => level(value, outcome.unit) }, element(`chart-${k}`).clientWidth);
    element(`chart-${k}`).replaceChildren(svg);
    this.draw(svg, scale, name, k);
    const { difference, interval, baseline, policy, verdict, tone, worlds, brief } = this.told(outcome);
    element(`difference-${k}`).textContent = hidden ? "?" : difference;
    element(`interval-${k}`).textContent = hidden || !interval ? "" : word("interval", { interval });
    element(`levels-${k}`).textContent = hidden ? "" : word("levels", { baseline: level(baseline, outcome.unit), policy: level(policy, outcome.unit) });
    element(`brief-${k}`).textContent = word("brief", { outcome: word(`outcome.${name}`), difference: hidden ? "?" : difference, verdict: hidden ? "" : [verdict, brief].filter(Boolean).map((one) => word("brief_verdict", { verdict: one })).join("") });
    element(`verdict-${k}`).textContent = hidden ? word("guess_now") : verdict;
    element(`verdict-${k}`).className = `verdict ${hidden ? "" : tone}`;
    element(`in-worlds-${k}`).textContent = hidden ? "" : worlds;
  }

  /** Lets the user draw what is expected. @param {any} svg @param {any} scale @param {string} name @param {number} k */
  draw(svg, scale, name, k) {
    const { hidden } = this.asked();
    this.number(name, k);
    if (!hidden) return;
    svg.classList.add("drawing");
    const put = (/** @type {PointerEvent} */ event) => {
      const box = svg.getBoundingClientRect();
      this.drawn(name, .../** @type {[number, number]} */ (scale.at((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)));
    };
    svg.onpointerdown = put;
    svg.onpointermove = (/** @type {PointerEvent} */ event) => event.buttons && put(event);
  }

  /** The field for the level that is expected: a line fills it, and it says how far from the baseline it is. @param {string} name @param {number} k */
  number(name, k) {
    const { hidden, guesses } = this.asked(), field = element(`guess-${k}`), { unit } = outcomeOf(this.data, name), times = unit === "share" ? 100 : 1;
    field.parentElement.hidden = !hidden;
    if (!hidden) return;
    const { baseline } = this.answers.soFar(outcomeOf(this.data, name)), expected = expectedOf(guesses[name]);
    const isLevel = (/** @type {number} */ one) => (one >= 0 || baseline < 0) && (unit !== "share" || one <= 1);
    element(`guess-of-${k}`).textContent = word("guess_value", { baseline: levelWithUnit(baseline, unit) });
    field.min = baseline < 0 ? "" : "0";
    field.max = unit === "share" ? "100" : "";
    if (document.activeElement !== field) field.value = expected === null ? "" : String(Number((expected * times).toPrecision(4)));
    const given = field.value === "" ? null : Number(field.value) / times, apart = given === null ? NaN : given - baseline;
    const said = given === null ? "" : isLevel(given) ? word("guess_apart", { difference: change(apart, placesFor(NaN, apart, unit), unit) }) : word(unit === "share" ? "guess_no_share" : "guess_no_level");
    element(`guess-apart-${k}`).textContent = said;
    field.oninput = field.onchange = () => {
      const value = Number(field.value) / times;
      if (field.value !== "" && isLevel(value)) this.drawn(name, -1, value);
      this.number(name, k);
    };
  }

  all() {
    element("all").replaceChildren(
      head(["outcome_head", "before", "after", "difference", "interval_head", "verdict_head"]),
      h("tbody", {}, ...this.data.outcomes.map((/** @type {any} */ one) => {
        const { difference, interval, baseline, policy, verdict, brief } = this.told(one);
        return row(word(`outcome.${one.name}`), [level(baseline, one.unit), level(policy, one.unit), difference, interval, [verdict, brief].filter(Boolean).join(word("comma"))]);
      })),
    );
  }

  whom() {
    const { columns, outcomes } = this.data.groups, outcome = outcomeOf(this.data, this.group), at = outcomes.indexOf(this.group);
    const rows = columns.map((/** @type {string} */ column, /** @type {number} */ k) => ({ column, found: this.answers.within("groups", k * outcomes.length + at) }));
    const city = rows.filter((/** @type {any} */ one) => one.column.startsWith("city."));
    const clearly = (/** @type {number} */ side) => {
      const found = city.filter((/** @type {any} */ { found: { estimate } }) => side * (outcome.good || 1) * (estimate.low > 0 ? 1 : estimate.high < 0 ? -1 : 0) > 0);
      return found.map((/** @type {any} */ { column }) => word(`group.${column.slice(5)}`)).join(word("listed")) || word("nobody_clearly");
    };
    element("whom-said").textContent = word(outcome.good ? "whom_said" : "whom_said_neutral", { better: clearly(1), worse: clearly(-1) });
    element("whom").replaceChildren(
      head(["group", "before", "difference", "interval_head"]),
      h("tbody", {}, ...city.map((/** @type {any} */ { column, found }) => {
        const [difference, interval] = said(found.estimate, outcome.unit), clear = found.estimate.low > 0 || found.estimate.high < 0;
        return row(word(`group.${column.slice(5)}`), [level(found.baseline, outcome.unit), clear ? difference : word("may_be_luck", { difference }), interval]);
      })),
    );
    const { kinds, residents } = this.data.frames.neighbourhood, place = this.data.names.indexOf(this.group);
    element("places").replaceChildren(
      ...kinds.map((/** @type {string} */ kind, /** @type {number} */ k) => {
        const { estimate } = this.answers.within("places", k * this.data.names.length + place), [difference, interval] = said(estimate, outcome.unit);
        const side = estimate.low > 0 ? 1 : estimate.high < 0 ? -1 : 0, good = side * outcome.good;
        return h(`li.tile.${good > 0 ? "better" : good < 0 ? "worse" : "even"}`, {}, h("b", {}, word(`life.short_type.${kind}`)), h("span", {}, word("residents", { n: number(residents[k], 0, "") })), h("strong", {}, difference), h("span", {}, interval));
      }),
    );
  }

  payers() {
    const of = (/** @type {string} */ name) => (name ? this.answers.soFar(outcomeOf(this.data, name)) : this.answers.others());
    const rows = [["treasury", "public_spending_yuan"], ["residents", "residents_fees_yuan"], ["others", ""], ["all", "total_cost_yuan"]];
    const most = 12 * of("total_cost_yuan").baseline;
    element("payers").replaceChildren(
      head(["who_pays", "before", "after", "difference", "interval_head"]),
      h("tbody", {}, ...rows.map(([who, name]) => {
        const { estimate, baseline, policy } = of(name), yearly = { value: 12 * estimate.value, low: 12 * estimate.low, high: 12 * estimate.high };
        const [difference, interval] = said(yearly, "yuan", 0, most), clear = estimate.low > 0 || estimate.high < 0;
        return row(word(`payer.${who}`), [level(12 * baseline, "yuan", most), level(12 * policy, "yuan", most), clear ? difference : word("may_be_luck", { difference }), interval]);
      })),
    );
    this.feesByPlace();
  }

  /** Fees by type of community, yuan a resident and year: the model knows no payer more closely. */
  feesByPlace() {
    const { kinds } = this.data.frames.neighbourhood, { names, frames } = this.data, at = names.indexOf("residents_fees_yuan");
    const people = frames[this.answers.shown().size].residents;
    element("payers-places").replaceChildren(
      head(["community", "before", "difference", "interval_head"]),
      h("tbody", {}, ...kinds.map((/** @type {string} */ kind, /** @type {number} */ k) => {
        const { estimate, baseline } = this.answers.within("places", k * names.length + at), each = 12 / people[k];
        const yearly = { value: each * estimate.value, low: each * estimate.low, high: each * estimate.high }, [difference, interval] = said(yearly, "yuan");
        const clear = estimate.low > 0 || estimate.high < 0;
        return row(word(`life.short_type.${kind}`), [level(each * baseline, "yuan"), clear ? difference : word("may_be_luck", { difference }), interval]);
      })),
    );
  }

  worlds() {
    const { worlds, data } = this.answers, shown = this.asked().nothing ? [] : this.watched.map((name) => outcomeOf(data, name)).filter((one) => this.answers.inWorlds(one));
    element("worlds").replaceChildren(...shown.map((outcome) => {
      const tally = /** @type {import("./worlds.js").Tally} */ (this.answers.inWorlds(outcome));
      return h("li", {}, word("worlds_of", { outcome: word(`outcome.${outcome.name}`), told: counted(tally, outcome.good) }), word("gap"), overWorlds(tally, outcome.unit), dots(tally.gaps));
    }));
    element("worlds-note").textContent = worlds.length ? word("worlds_note", { done: this.answers.inAllWorlds(), all: worlds.length * data.worlds.pairs, worlds: worlds.length, pairs: data.worlds.pairs }) : word("no_worlds");
  }
}

/** @param {string[]} keys */
export function head(keys) {
  return h("thead", {}, h("tr", {}, ...keys.map((key) => h("th", { scope: "col" }, word(key)))));
}

/** @param {string} title @param {string[]} cells */
export function row(title, cells) {
  return h("tr", {}, h("th", { scope: "row" }, title), ...cells.map((one) => h("td", {}, one)));
}

/** One resident's two lives. @param {any} life @param {any} data */
export function twoLives(life, data) {
  if (!life) return [h("p", {}, word("nobody"))];
  const [ours, theirs] = [life.baseline, life.policy], last = data.months - 1;
  const years = Array.from({ length: Math.ceil(data.months / 12) }, (_, year) => monthText(12 * year, data.start).slice(0, 4));
  const nothing = ours.satisfaction.map(() => NaN);
  const { svg } = chart({ baseline: ours.satisfaction, policy: theirs.satisfaction, low: nothing, high: nothing, begins: 0, years, guess: null, before: null, title: word("life_chart"), show: (value) => value.toFixed(2) }, element("life").clientWidth);
  const count = (/** @type {any} */ side, /** @type {string} */ name) => side[name].filter((/** @type {number} */ one) => one > 0).length;
  const mean = (/** @type {number[]} */ values) => level(values.slice(-12).reduce((sum, one) => sum + one, 0) / Math.min(12, values.length), "index");
  const gone = ours.entered[last] > 0 || theirs.entered[last] > 0 ? [h("p.note", {}, word("life_gone"))] : [];
  return [
    h("p", {}, word("life_of", { who: life.who + 1 })), svg, ...gone,
    h("p.note", {}, word("life_spread", { ...life.spread, who: life.who + 1 })),
    h("table", {}, head(["", "life_before", "life_after"]), h("tbody", {},
      row(word("life_satisfaction"), [mean(ours.satisfaction), mean(theirs.satisfaction)]),
      row(word("life_trust"), [mean(ours.trust), mean(theirs.trust)]),
      row(word("life_belonging"), [mean(ours.belonging), mean(theirs.belonging)]),
      row(word("life_active"), [String(count(ours, "takes_part")), String(count(theirs, "takes_part"))]),
      row(word("life_waiting"), [String(count(ours, "case_domain")), String(count(theirs, "case_domain"))]),
    )),
  ];
}

/** The budget's shares side by side. @param {any} lab @param {any} answers none while they are hidden @param {any} levers */
export function moneyBar(lab, answers, levers) {
  const { data } = lab, now = lab.then(lab.now.policy, data.months - 1).slice();
  const { kinds, residents } = data.frames.neighbourhood, all = residents.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0);
  const mean = (/** @type {string} */ path) => kinds.reduce((/** @type {number} */ sum, /** @type {string} */ kind, /** @type {number} */ k) => sum + (residents[k] * now[(1 + TYPES.indexOf(kind)) * lab.wide + lab.places[path]]) / all, 0);
  const parts = [...data.shares.map((/** @type {string} */ path) => [path, mean(path)])], total = parts.reduce((sum, [, share]) => sum + share, 0);
  parts.push(["reserve", Math.max(1 - total, 0)]);
  const svg = s("svg", { viewBox: "0 0 400 22", class: "money", "aria-hidden": "true" });
  let at = 0;
  parts.forEach(([, share], k) => {
    svg.append(s("rect", { x: at * 400, width: Math.max(share * 400 - 1, 0), y: 0, height: 22, class: `part-${k}` }));
    at += share;
  });
  const legend = parts.filter(([, share]) => share > 0.0005).map(([path, share]) => {
    const lever = data.levers.find((/** @type {any} */ one) => one.path === path), k = parts.findIndex(([name]) => name === path);
    return h("li", {}, h(`span.swatch.part-${k}`), `${lever ? levers(lever) : word("unassigned")} ${level(share, "share")}`);
  });
  const known = answers?.shown().pairs.length, paid = (/** @type {string} */ key, /** @type {string} */ name) => (known ? word(key, spentOf(answers.soFar(outcomeOf(data, name)), answers, all)) : "");
  const budget = mean(data.budget);
  return [
    svg, h("ul.legend", {}, ...legend),
    h("p.note", {}, word("allotted", { yuan: number(budget, 0, "yuan"), growth: level(mean("funding.budget_growth"), "share") }), word("gap"), paid("spent", "public_spending_yuan"), word("gap"), paid("fees", "residents_fees_yuan")),
  ];
}

/** @param {any} spent @param {any} answers @param {number} all residents of a neighbourhood */
function spentOf({ baseline, policy }, answers, all) {
  const people = answers.shown().size === "sample" ? all / 5 : all;
  return { before: number((12 * baseline) / people, 0, "yuan"), after: number((12 * policy) / people, 0, "yuan") };
}
