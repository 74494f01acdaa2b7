// @ts-check
/** The levers: a slider, a number, what it does, when and where. */
import { element, h } from "./dom.js";
import { language, setting, word } from "./format.js";
import { TYPES, isMoved, move, value, when } from "./policy.js";
import { monthText } from "./toml.js";

/** @typedef {import("./policy.js").Policy} Policy */
/** @typedef {import("./policy.js").When} When */

/** Where each lever is being moved: everywhere, or in one type of community. @type {Map<string, string | null>} */
const types = new Map();
let numbered = 0;

export class Levers {
  /** @param {import("./state.js").Lab} lab @param {(path: string, value: number | null, when?: When, isDragged?: boolean) => void} moved told of each move */
  constructor(lab, moved) {
    this.lab = lab;
    this.moved = moved;
    this.sameMoney = true;
    /** @type {string[] | null} the only levers that are there */
    this.open = null;
    /** What brings each lever's elements up to date. @type {(() => void)[]} */
    this.updates = [];
  }

  /** Writes all levers anew: the first ones, then theme by theme. */
  write() {
    this.updates = [];
    const levers = this.lab.data.levers.filter((/** @type {any} */ one) => !this.open || this.open.includes(one.path));
    const first = this.open ? levers : levers.filter((/** @type {any} */ one) => one.first);
    element("first").replaceChildren(...first.map((/** @type {any} */ one) => this.lever(one)));
    const rest = levers.filter((/** @type {any} */ one) => !first.includes(one));
    const themes = [...new Set(rest.map((/** @type {any} */ one) => one.theme))];
    element("themes").replaceChildren(
      ...themes.map((theme) => h("details", {}, h("summary", {}, word(`theme.${theme}`)), ...rest.filter((/** @type {any} */ one) => one.theme === theme).map((/** @type {any} */ one) => this.lever(one)))),
    );
    this.update();
  }

  update() {
    for (const one of this.updates) one();
  }

  /** @param {any} lever */
  lever(lever) {
    const id = `lever-${numbered++}`, times = lever.percent ? 100 : 1, { lab } = this;
    const type = () => types.get(lever.path) ?? null;
    const step = lever.integer ? 1 : lever.percent ? 0.5 : 10 ** (Math.floor(Math.log10(lever.high - lever.low)) - 2) * 5;
    const range = h("input", { type: "range", id, min: lever.low * times, max: lever.high * times, step });
    const number = h("input", { type: "number", min: lever.domain[0] * times, max: lever.domain[1] * times, step: lever.integer ? 1 : "any", "aria-label": named(lever) });
    const unit = h("span.unit", {}, lever.percent ? "%" : ""), mark = h("span.mark"), back = h("button.back", { type: "button", title: word("back"), "aria-label": `${word("back")}: ${named(lever)}` }, "↺");
    const beside = lever.percent || lever.unit[language] === "1" ? null : h("small", {}, lever.unit[language]);
    const made = h("div.lever", {}, h("label", { for: id }, named(lever), " ", beside), back, number, unit, h("div.track", {}, range, mark), this.details(lever, type));
    made.dataset.path = lever.path;
    range.oninput = () => this.moved(lever.path, Number(range.value) / times, undefined, true);
    range.onchange = () => this.lab.settle();
    number.onchange = () => {
      const given = Number(number.value) / times, [low, high] = lever.domain;
      if (number.value !== "" && given >= low && given <= high) this.moved(lever.path, lever.integer ? Math.round(given) : given);
      else {
        this.update();
        element("wrong").textContent = word("out_of_range", { path: named(lever), low: setting(low, lever), high: setting(high, lever) });
      }
    };
    back.onclick = () => this.moved(lever.path, null);
    this.updates.push(() => {
      const usual = lab.usual(lever.path, type()), now = value(lab.now.policy, lever.path, type(), usual);
      const share = (usual - lever.low) / (lever.high - lever.low);
      mark.style.insetInlineStart = `calc(${Math.min(Math.max(share, 0), 1) * 100}% + ${0.5 - Math.min(Math.max(share, 0), 1)}rem)`;
      range.value = now * times;
      number.value = String(Number((now * times).toPrecision(6)));
      range.setAttribute("aria-valuetext", `${setting(now, lever)}, ${word("usual_is", { value: setting(usual, lever) })}`);
      back.hidden = !isMoved(lab.now.policy, lever.path);
      made.classList.toggle("moved", !back.hidden);
      range.disabled = number.disabled = this.isLocked(lever.path);
    });
    return made;
  }

  /** @param {any} lever @param {() => string | null} type */
  details(lever, type) {
    const { lab } = this, years = Array.from({ length: lab.data.months / 12 }, (_, k) => 12 * k);
    const from = h("select", {}, ...years.map((month) => h("option", { value: String(month) }, monthText(month, lab.data.start))));
    const over = h("input", { type: "number", min: 0, max: 120, step: 1 });
    const until = h("select", {}, h("option", { value: "" }, word("no_end")), ...years.slice(1).map((month) => h("option", { value: String(month) }, monthText(month, lab.data.start))));
    const where = h("select", {}, h("option", { value: "" }, word("everywhere")), ...TYPES.map((one) => h("option", { value: one }, word(`life.short_type.${one}`))));
    const note = h("p.note");
    where.onchange = () => {
      types.set(lever.path, where.value || null);
      this.update();
    };
    const dated = () => {
      const usual = lab.usual(lever.path, type());
      this.moved(lever.path, value(lab.now.policy, lever.path, type(), usual), this.when(from, over, until, type()));
    };
    from.onchange = over.onchange = until.onchange = dated;
    this.updates.push(() => {
      const now = when(lab.now.policy, lever.path, type());
      from.value = String(now.month);
      over.value = String(now.over);
      until.value = now.until === null ? "" : String(now.until);
      note.textContent = this.isLocked(lever.path) ? word("locked") : "";
    });
    const label = (/** @type {string} */ key, /** @type {any} */ field) => h("label", {}, h("span", {}, word(key)), field);
    return h(
      "details.when", {}, h("summary", {}, word("when_where")),
      h("div.dates", {}, label("from", from), label("over", over), label("until", until), label("where", where)),
      h("p", {}, lever.means[language]), h("p.note", {}, word("range_is", { low: setting(lever.low, lever), high: setting(lever.high, lever) }), word("gap"), word(lever.source === "assumed" ? "assumed" : "sure", { source: lever.source })), note,
    );
  }

  /** @param {any} from @param {any} over @param {any} until @param {string | null} type @returns {When} */
  when(from, over, until, type) {
    const month = Number(from.value), end = until.value === "" ? null : Number(until.value);
    const ends = end !== null && end > month ? end : null;
    return { month, over: Math.min(Math.max(Math.round(Number(over.value)) || 0, 0), ends === null ? 120 : ends - month), until: ends, type };
  }

  /** @param {string} path */
  isLocked(path) {
    return this.sameMoney && path === this.lab.data.budget;
  }
}

/**
 * A policy with a lever moved; while the same money is to be spent, what a share of the budget takes another gives.
 * @param {import("./state.js").Lab} lab @param {string} path @param {number | null} to @param {boolean} sameMoney @param {When} [given]
 * @returns {Policy}
 */
export function moved(lab, path, to, sameMoney, given) {
  const { policy } = lab.now, { shares, payer } = lab.data, type = types.get(path) ?? null;
  const own = given ?? when(policy, path, type), next = move(policy, path, to, own);
  if (!sameMoney || !shares.includes(path) || path === payer) return next;
  const kinds = type === null ? TYPES : [type];
  const worth = (/** @type {Policy} */ of, /** @type {string} */ each, /** @type {string} */ kind) => value(of, each, kind, lab.usual(each, kind));
  const left = Math.min(...kinds.map((kind) => worth(policy, payer, kind) + worth(policy, path, kind) - worth(next, path, kind)));
  if (left < 0 && to !== null) return moved(lab, path, to + left, sameMoney, own);
  const rest = Math.round(left * 1e9) / 1e9;
  const isUsual = kinds.every((kind) => Math.abs(rest - lab.usual(payer, kind)) < 1e-9);
  return move(next, payer, isUsual ? null : rest, own);
}

/** @param {any} lever */
export function named(lever) {
  return lever.name[language] || lever.means[language];
}
