// @ts-check
/** The policies tried so far, each with its answer: to compare, to come back to, to save. */
import { head, outcomeOf, said } from "./answer_view.js";
import { element, h } from "./dom.js";
import { language, word } from "./format.js";
import { briefly } from "./worlds_view.js";

/** @typedef {import("./state.js").Choice} Choice */
/** @typedef {{difference: any, matters: number, verdict: string, worlds: import("./worlds.js").Tally | null}} Found */
/** @typedef {{key: string, choice: Choice, code: string, pairs: number, found: Record<string, Found>}} One */

const MOST_TRIED = 60;
/** Milliseconds that a policy has to stand before it counts as tried. */
const STOOD = 3000;
/** What a policy costs the treasury, and residents. */
const COSTS = ["public_spending_yuan", "residents_fees_yuan"];

export class Tried {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    /** @type {One[]} */
    this.all = [];
    /** When the present policy was chosen. */
    this.since = performance.now();
    element("tried-part").ontoggle = () => this.show();
    element("tried-csv").onclick = () => page.share.save("lab-tried.csv", this.csv());
  }

  /** Keeps a choice with what is known of it, once the neighbourhood has answered and it has stood a while. @param {Choice} choice */
  keep(choice) {
    const one = this.told(choice), stood = performance.now() - this.since;
    this.since = performance.now();
    if (!one || stood < STOOD) return;
    const known = this.all.findIndex(({ key }) => key === one.key);
    if (known < 0) this.all = [...this.all, one].slice(-MOST_TRIED);
    else if (one.pairs >= this.all[known].pairs) this.all[known] = one;
  }

  /** @param {Choice} choice whose answers the page has @param {string[]} [names] of outcomes, all if none are named @returns {One | null} */
  told(choice, names) {
    const { answers, data, view, share, predict } = this.page, { size, pairs } = answers.shown(), { settings, acts } = choice.policy;
    if (size !== "neighbourhood" || !pairs.length || settings.length + acts.length === 0 || predict.hidden) return null;
    const outcomes = data.outcomes.filter((/** @type {any} */ one) => !names || names.includes(one.name));
    const found = Object.fromEntries(outcomes.map((/** @type {any} */ one) => {
      const { estimate, matters } = answers.soFar(one);
      return [one.name, { difference: estimate, matters, verdict: view.settled(one), worlds: answers.inWorlds(one) }];
    }));
    return { key: JSON.stringify([choice.policy, choice.shocks, choice.assumptions]), choice, code: share.code ?? "", pairs: pairs.length, found };
  }

  /** All policies, the present one last. @param {string[]} [names] @returns {[One[], One | null]} */
  rows(names) {
    const now = this.told(this.page.asked, names);
    return [[...this.all.filter(({ key }) => key !== now?.key), ...(now ? [now] : [])], now];
  }

  show() {
    const columns = [...new Set([...this.page.view.watched, ...COSTS])];
    if (!element("tried-part").open) return;
    const [rows, now] = this.rows(columns), isEmpty = rows.length === 0;
    element("tried").replaceChildren(head(["policy", ...columns.map((name) => `outcome.${name}`), "pairs_head"]), h("tbody", {}, ...rows.map((one) => this.row(one, columns, one === now))));
    element("tried-none").hidden = !isEmpty;
    element("tried").hidden = element("tried-csv").hidden = isEmpty;
  }

  /** @param {One} one @param {string[]} columns @param {boolean} isNow */
  row(one, columns, isNow) {
    const { data } = this.page;
    const cells = columns.map((name) => {
      const outcome = outcomeOf(data, name), { difference, matters, verdict, worlds } = one.found[name], [value, interval] = said(difference, outcome.unit, matters);
      const told = [verdict && word("tried_here", { verdict: word(`verdict.${verdict}`) }), worlds ? briefly(worlds, outcome.good) : ""].filter(Boolean);
      return h("td", {}, h("strong", {}, value), " ", h("small", {}, [interval, ...told].filter(Boolean).join(word("course_gap"))));
    });
    const back = h("button", { type: "button", onclick: () => this.back(one) }, word(isNow ? "tried_now" : "tried_back"));
    back.disabled = isNow;
    const remove = isNow ? null : h("button", { type: "button", onclick: () => this.remove(one) }, word("tried_remove"));
    return h("tr", {}, h("th", { scope: "row" }, this.title(one.choice), " ", back, " ", remove), ...cells, h("td", {}, String(one.pairs)));
  }

  /** What a scenario is called, where it is one; else what is moved. @param {Choice} choice */
  title(choice) {
    const { lab, data } = this.page, { settings, acts, name } = data.scenarios[choice.start];
    const isOne = JSON.stringify([settings, acts]) === JSON.stringify([choice.policy.settings, choice.policy.acts]);
    const words = isOne ? [word("named", { name: name[language] })] : this.page.inWords(lab.as(choice));
    const shocks = choice.shocks.map((one) => word("named", { name: data.scenarios[one].name[language] }));
    return [...words, ...shocks, ...(choice.assumptions.length ? [word("own_assumptions")] : [])].join(word("gap"));
  }

  /** @param {One} one */
  remove(one) {
    this.all = this.all.filter((each) => each !== one);
    this.show();
  }

  /** @param {One} one */
  back({ choice }) {
    this.page.choose({ ...choice });
  }

  /** Every policy and outcome, a line each. */
  csv() {
    const { data } = this.page, [rows] = this.rows();
    const lines = rows.flatMap((one, k) => data.outcomes.map((/** @type {any} */ { name }) => {
      const { difference, verdict, worlds } = one.found[name], count = (/** @type {string[]} */ kinds) => (worlds?.counts ?? []).reduce((sum, [each, n]) => sum + (kinds.includes(each) ? n : 0), 0);
      return [k + 1, inCell(this.title(one.choice)), one.code, one.pairs, name, difference.value, difference.low, difference.high, verdict, count(["better", "more"]), count(["worse", "less"]), count(["too_small_to_matter"]), count(["cannot_tell_yet"]), worlds?.worlds ?? 0].map((cell) => (Number.isNaN(cell) ? "" : cell)).join(",");
    }));
    return `${["tried", "policy", "code", "pairs", "outcome", "difference", "low", "high", "verdict", "worlds_better_or_higher", "worlds_worse_or_lower", "worlds_too_small", "worlds_cannot_tell", "worlds"].join(",")}\n${lines.join("\n")}\n`;
  }
}

/** A cell of a table that holds any text, and is never a formula. @param {string} text */
function inCell(text) {
  return `"${text.replace(/^([=+\-@])/, "'$1").replaceAll('"', '""')}"`;
}
