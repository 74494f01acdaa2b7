// @ts-check
/** The levers: a slider, a number, its course over the years, what it does, when and where. */
import { Steps, courseInWords, drawing, hasCourse } from "./course_view.js";
import { element, h } from "./dom.js";
import { language, setting, word } from "./format.js";
import { TYPES, isMoved, value } from "./policy.js";
import { endingAt } from "./same_money.js";

/** @typedef {import("./policy.js").Step} Step */

/** Where each lever is being moved: everywhere, or in one type of community. @type {Map<string, string | null>} */
const types = new Map();
let numbered = 0;

export class Levers {
  /** @param {import("./state.js").Lab} lab @param {(path: string, type: string | null, wanted: Step[], isDragged?: boolean) => void} moved told of each move */
  constructor(lab, moved) {
    this.lab = lab;
    this.moved = moved;
    this.sameMoney = true;
    /** @type {string[] | null} the only levers that are there */
    this.open = null;
    /** What brings each lever's elements up to date. @type {(() => void)[]} */
    this.updates = [];
    /** What shows the moved levers of each theme. @type {(() => void)[]} */
    this.beforePrint = [];
    addEventListener("beforeprint", () => this.beforePrint.forEach((one) => one()));
  }

  /** Writes all levers anew: the first ones, then theme by theme. */
  write() {
    [this.updates, this.beforePrint] = [[], []];
    const levers = this.lab.data.levers.filter((/** @type {any} */ one) => !this.open || this.open.includes(one.path));
    const first = this.open ? levers : levers.filter((/** @type {any} */ one) => one.first);
    element("first").replaceChildren(...first.map((/** @type {any} */ one) => this.lever(one)));
    const rest = levers.filter((/** @type {any} */ one) => !first.includes(one));
    const themes = [...new Set(rest.map((/** @type {any} */ one) => one.theme))];
    element("themes").replaceChildren(...themes.map((theme) => this.theme(theme, rest.filter((/** @type {any} */ one) => one.theme === theme))));
    this.update();
  }

  update() {
    for (const one of this.updates) one();
  }

  /** A theme's levers, which are written when it is first opened, and how many of them are moved. @param {string} theme @param {any[]} levers */
  theme(theme, levers) {
    const count = h("span.note"), made = h("details", {}, h("summary", {}, word(`theme.${theme}`), " ", count));
    const fill = () => {
      if (!made.open || made.children.length > 1) return;
      made.append(...levers.map((one) => this.lever(one)));
      this.update();
    };
    made.ontoggle = fill;
    this.beforePrint.push(() => {
      made.open ||= levers.some((one) => isMoved(this.lab.now.policy, one.path));
      fill();
    });
    this.updates.push(() => {
      const n = levers.filter((one) => isMoved(this.lab.now.policy, one.path)).length;
      count.textContent = n ? word("moved_here", { n }) : "";
    });
    return made;
  }

  /** @param {any} lever */
  lever(lever) {
    const id = `lever-${numbered++}`, times = lever.percent ? 100 : 1, { lab } = this;
    const type = () => types.get(lever.path) ?? null;
    const step = lever.integer ? 1 : lever.percent ? 0.1 : 10 ** (Math.floor(Math.log10(lever.high - lever.low)) - 2) * 5;
    const range = h("input", { type: "range", id, min: lever.low * times, max: lever.high * times, step });
    const number = h("input", { type: "number", min: lever.domain[0] * times, max: lever.domain[1] * times, step: lever.integer ? 1 : "any", "aria-label": named(lever) });
    const unit = h("span.unit", {}, lever.percent ? "%" : ""), mark = h("span.mark"), back = h("button.back", { type: "button", title: word("back"), "aria-label": `${word("back")}: ${named(lever)}` }, "↺");
    const beside = lever.percent || lever.unit[language] === "1" ? null : h("small", {}, lever.unit[language]);
    const course = h("div.course");
    const made = h("div.lever", {}, h("label", { for: id }, named(lever), " ", beside), back, number, unit, h("div.track", {}, range, mark), course, this.details(lever, type));
    made.dataset.path = lever.path;
    const to = (/** @type {number} */ value) => endingAt(lab.now.policy, lever.path, type(), value);
    range.oninput = () => this.moved(lever.path, type(), to(Number(range.value) / times), true);
    range.onchange = () => this.lab.settle();
    number.onchange = () => {
      const given = Number(number.value) / times, [low, high] = lever.domain;
      if (number.value !== "" && given >= low && given <= high) this.moved(lever.path, type(), to(lever.integer ? Math.round(given) : given));
      else {
        this.update();
        element("wrong").textContent = word("out_of_range", { path: named(lever), low: setting(low, lever), high: setting(high, lever) });
      }
    };
    back.onclick = () => this.moved(lever.path, type(), []);
    this.updates.push(() => {
      const usual = lab.usual(lever.path, type()), now = value(lab.now.policy, lever.path, type(), usual);
      const share = (usual - lever.low) / (lever.high - lever.low);
      mark.style.insetInlineStart = `calc(${Math.min(Math.max(share, 0), 1) * 100}% + ${0.5 - Math.min(Math.max(share, 0), 1)}rem)`;
      range.value = now * times;
      number.value = String(Number((now * times).toPrecision(6)));
      range.setAttribute("aria-valuetext", `${setting(now, lever)}, ${word("usual_is", { value: setting(usual, lever) })}`);
      back.hidden = !isMoved(lab.now.policy, lever.path);
      made.classList.toggle("moved", !back.hidden);
      course.hidden = !hasCourse(lab, lever.path);
      course.replaceChildren(...(course.hidden ? [] : [drawing(lab, lever, type()), h("p.note", {}, courseInWords(lab, lever, type()))]));
      range.disabled = number.disabled = this.isLocked(lever.path);
    });
    return made;
  }

  /** @param {any} lever @param {() => string | null} type */
  details(lever, type) {
    const where = h("select", {}, h("option", { value: "" }, word("everywhere")), ...TYPES.map((one) => h("option", { value: one }, word(`life.short_type.${one}`))));
    const note = h("p.note"), list = new Steps(this.lab, lever, type, (wanted) => this.moved(lever.path, type(), wanted));
    where.onchange = () => {
      types.set(lever.path, where.value || null);
      this.update();
    };
    const made = h(
      "details.when", {}, h("summary", {}, word("when_where")), h("label", {}, h("span", {}, word("where")), where), list.list, list.more,
      h("p", {}, lever.means[language]), h("p.note", {}, word("range_is", { low: setting(lever.low, lever), high: setting(lever.high, lever) }), word("gap"), word(lever.source === "assumed" ? "assumed" : "sure", { source: lever.source })), note,
    );
    const update = () => {
      if (!made.open) return;
      where.value = type() ?? "";
      list.update(this.isLocked(lever.path));
      note.textContent = this.isLocked(lever.path) ? word("locked") : "";
    };
    made.ontoggle = update;
    this.updates.push(update);
    return made;
  }

  /** @param {string} path */
  isLocked(path) {
    return this.sameMoney && path === this.lab.data.budget;
  }
}

/** @param {any} lever */
export function named(lever) {
  const text = lever.name[language] || lever.means[language];
  return text[0].toUpperCase() + text.slice(1);
}
