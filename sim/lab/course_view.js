// @ts-check
/** A lever's course over the years: drawn, in words, and step by step to be changed. */
import { element, h, s } from "./dom.js";
import { plain, setting, word } from "./format.js";
import { TYPES, steps, wrong } from "./policy.js";
import { monthIndex, monthText } from "./toml.js";

/** @typedef {import("./policy.js").Step} Step */
/** @typedef {import("./state.js").Lab} Lab */

/** Width and height of the drawing, which is stretched to the lever's. */
const [ACROSS, DOWN] = [240, 36];
/** A new step begins two years in, unless there are later ones. */
const LATER = 24;

/** Whether a lever moves in the course of the years, or otherwise in one type of community. @param {Lab} lab @param {string} path */
export function hasCourse({ now }, path) {
  return now.policy.acts.some((one) => one.path === path) || now.policy.settings.some((one) => one.path === path && one.type !== null);
}

/** The course in words. @param {Lab} lab @param {any} lever @param {string | null} type */
export function courseInWords(lab, lever, type) {
  const { policy } = lab.now, usual = word("course_baseline", { value: setting(lab.usual(lever.path, type), lever) });
  const own = steps(policy, lever.path, type), said = inWords(lab, lever, own, usual);
  if (type !== null) return said;
  const apart = TYPES.filter((one) => [...policy.settings, ...policy.acts].some((each) => each.path === lever.path && each.type === one));
  const byType = apart.map((one) => word("course_of", { type: word(`life.short_type.${one}`), course: inWords(lab, lever, steps(policy, lever.path, one), usual) }));
  return [...(own.length || !apart.length ? [said] : []), ...byType].join(word("course_gap"));
}

/** @param {Lab} lab @param {any} lever @param {Step[]} own @param {string} usual */
function inWords(lab, lever, own, usual) {
  const date = (/** @type {number} */ month) => monthText(month, lab.data.start);
  const found = own.map(({ how, value, month, over, until }) => {
    const to = how === "set" ? setting(value, lever) : word("times", { factor: plain(value) });
    const said = word(over > 1 ? "course_ramp" : "course_step", { value: to, months: over, date: date(month) });
    return until === null ? said : word("course_until", { step: said, date: date(until) });
  });
  return [...(own[0]?.month === 0 && own[0].over < 2 ? [] : [usual]), ...found].join(word("course_gap"));
}

/** The course as a small drawing, a line a type of community. @param {Lab} lab @param {any} lever @param {string | null} type */
export function drawing(lab, lever, type) {
  const courses = lab.course(lab.now.policy, lever.path).filter((_, k) => type === null || TYPES[k] === type);
  const usual = TYPES.filter((one) => type === null || one === type).map((one) => lab.usual(lever.path, one));
  const all = [...courses.flat(), ...usual], least = Math.min(...all), most = Math.max(...all), { months } = lab.data;
  const y = (/** @type {number} */ value) => (3 + ((DOWN - 6) * (most - value)) / (most - least || 1)).toFixed(1);
  const x = (/** @type {number} */ month) => ((ACROSS * month) / (months - 1)).toFixed(1);
  const svg = s("svg", { viewBox: `0 0 ${ACROSS} ${DOWN}`, preserveAspectRatio: "none", class: "course", "aria-hidden": "true" });
  for (const one of new Set(usual)) svg.append(s("line", { x1: 0, x2: ACROSS, y1: y(one), y2: y(one), class: "line baseline" }));
  for (const values of courses) svg.append(s("path", { d: `M${values.map((one, month) => `${x(month)} ${y(one)}`).join("L")}`, class: "line policy" }));
  return svg;
}

/** The steps of a lever, each with its value, its dates, and a button that takes it away. */
export class Steps {
  /**
   * @param {Lab} lab @param {any} lever @param {() => string | null} type
   * @param {(wanted: Step[]) => void} changed
   */
  constructor(lab, lever, type, changed) {
    this.lab = lab;
    this.lever = lever;
    this.type = type;
    this.changed = changed;
    /** @type {((one: Step) => void)[]} */
    this.rows = [];
    this.list = h("ol.steps");
    this.more = h("button", { type: "button", onclick: () => this.add() }, word("add_step"));
  }

  /** The steps as they are; where the lever is not moved, the baseline's value from the start. @returns {Step[]} */
  now() {
    const { lab, lever } = this, found = steps(lab.now.policy, lever.path, this.type());
    return found.length ? found : [{ how: "set", value: lab.usual(lever.path, this.type()), month: 0, over: 0, until: null }];
  }

  /** @param {boolean} isLocked */
  update(isLocked) {
    const found = this.now();
    if (this.rows.length !== found.length) {
      this.rows = [];
      this.list.replaceChildren(...found.map((_, k) => this.row(k)));
    }
    found.forEach((one, k) => this.rows[k](one));
    for (const field of this.list.querySelectorAll("input, button")) field.disabled = isLocked;
    this.more.disabled = isLocked;
  }

  add() {
    const found = this.now(), last = found[found.length - 1], month = Math.max(last.until ?? last.month + last.over, LATER);
    this.changed([...found, { how: "set", value: last.value, month: Math.min(month, this.lab.data.months - 1), over: 0, until: null }]);
    this.list.lastElementChild?.querySelector("input")?.focus();
  }

  /** @param {number} k */
  row(k) {
    const { lab, lever } = this, { start, months } = lab.data, [first, end] = [monthText(0, start), monthText(months, start)];
    const value = h("input", { type: "number", step: lever.integer ? 1 : "any" }), over = h("input", { type: "number", min: 0, max: 120, step: 1 });
    const [from, until] = [0, 1].map(() => h("input", { type: "month", min: first, max: end, placeholder: first }));
    const unit = h("span"), label = (/** @type {any} */ title, /** @type {any} */ field) => h("label", {}, title, field);
    const away = h("button", { type: "button", title: word("remove_step"), "aria-label": word("remove_step") }, "×");
    const fields = [value, from, over, until], titles = [unit, ...["from", "over", "until"].map((key) => h("span", {}, word(key)))];
    const known = () => this.now()[k];
    for (const field of fields) field.onchange = () => this.changedTo(k, this.read(known(), fields));
    away.onclick = () => this.changed(this.now().filter((_, each) => each !== k));
    this.rows.push((one) => {
      unit.textContent = `${word(one.how === "scale" ? "step_factor" : "step_value")}${one.how === "set" && lever.percent ? " %" : ""}`;
      value.value = String(Number((one.value * this.times(one)).toPrecision(6)));
      from.value = monthText(one.month, start);
      over.value = String(one.over);
      until.value = one.until === null ? "" : monthText(one.until, start);
    });
    return h("li", {}, ...fields.map((field, each) => label(titles[each], field)), away);
  }

  /** @param {Step} one */
  times(one) {
    return this.lever.percent && one.how === "set" ? 100 : 1;
  }

  /** What the fields of a step say. @param {Step} known @param {any[]} fields @returns {Step} */
  read(known, [value, from, over, until]) {
    const { start } = this.lab.data, given = Number(value.value) / this.times(known);
    const isSame = Number((known.value * this.times(known)).toPrecision(6)) === Number(value.value);
    return {
      how: known.how, value: value.value === "" ? NaN : isSame ? known.value : this.lever.integer ? Math.round(given) : given, month: monthIndex(from.value, start),
      over: Math.round(Number(over.value)), until: until.value === "" ? null : monthIndex(until.value, start),
    };
  }

  /** @param {number} k @param {Step} given */
  changedTo(k, given) {
    const { lab, lever } = this, wanted = this.now().map((one, each) => (each === k ? given : one));
    const acts = wanted.map((one) => ({ ...one, path: lever.path, type: this.type() }));
    const found = wrong({ settings: [], acts }, lab.data.entries, lab.data.months);
    if (!found) return this.changed(wanted);
    this.update(false);
    element("wrong").textContent = word(found[0], found[1]);
  }
}
