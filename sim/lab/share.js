// @ts-check
/** Links, files and the page around: a policy goes out and comes in. */
import { element, h } from "./dom.js";
import { language, word } from "./format.js";
import { ALWAYS, NOTHING, decoded, encoded, move } from "./policy.js";
import { picture } from "./picture.js";
import { read, written } from "./toml.js";

/** @typedef {import("./policy.js").Setting} Setting */
/** @typedef {import("./policy.js").Act} Act */

const NAME = "lab";
const EMBED = "#embed";
const MOST_LETTERS = 200000;

export class Share {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    this.embedded = location.hash === EMBED;
    this.name = { en: "From the lab", zh: "实验室方案" };
    element("copy").onclick = () => navigator.clipboard?.writeText(element("link").value).then(() => { element("copy").textContent = word("copied"); });
    element("toml").onclick = () => this.save(`${NAME}.toml`, this.toml());
    element("world-toml").onclick = () => this.save(`${NAME}-baseline.toml`, this.baseline());
    element("csv").onclick = () => this.save(`${NAME}.csv`, this.csv());
    element("png").onclick = () => this.picture();
    element("print").onclick = () => print();
    element("most").replaceChildren(...page.data.looks.map((/** @type {number} */ one) => h("option", { value: String(one) }, String(one))));
    element("most").onchange = () => {
      page.answers.most = Number(element("most").value);
      page.changed();
    };
    element("file").onchange = () => this.take(element("file").files[0]);
    addEventListener("hashchange", () => this.opened() && page.changed());
    document.documentElement.classList.toggle("embedded", this.embedded);
    if (this.embedded) addEventListener("message", (event) => this.asked(event));
  }

  /** Takes what the address says, or the scenario that the file was made for. @returns {boolean} whether it says something new */
  opened() {
    const { lab, data } = this.page, code = location.hash.slice(1);
    if (this.embedded) parent.postMessage({ shequ: "ready" }, location.origin === "null" ? "*" : location.origin);
    if (this.embedded || code === this.code) return false;
    if (!code) {
      const [name] = data.chosen;
      if (name && !lab.past.length) lab.now = { ...lab.now, start: name, policy: (({ settings, acts }) => ({ settings, acts }))(data.scenarios[name]) };
      return Boolean(name);
    }
    const given = /** @type {any} */ (decoded(code));
    if (data.looks.includes(given?.n)) this.page.answers.most = given.n;
    return this.taken(given && { start: given.s, policy: { settings: given.p?.[0]?.map(unpack), acts: given.p?.[1]?.map(unpackAct) }, shocks: given.k, assumptions: given.w?.map(unpack) });
  }

  /** @param {any} choice from outside @returns {boolean} whether it could be taken */
  taken(choice) {
    const found = this.page.lab.wrong(choice);
    if (found) element("wrong").textContent = word(found[0], found[1]);
    else this.page.lab.choose(choice);
    return !found;
  }

  /** What a link holds behind its number sign. */
  link() {
    const { start, policy, shocks, assumptions } = this.page.lab.now;
    return encoded({ s: start, p: [policy.settings.map(pack), policy.acts.map(packAct)], k: shocks, w: assumptions.map(pack), n: this.page.answers.most, m: this.page.data.worlds.values.length, z: "neighbourhood" });
  }

  changed() {
    this.code = this.link();
    element("link").value = `${location.href.split("#")[0]}#${this.code}`;
    element("command").textContent = this.command();
    element("world-toml").hidden = !this.page.lab.now.assumptions.length;
    element("most").value = String(this.page.answers.most);
    clearTimeout(this.later);
    if (!this.embedded && location.hash.slice(1) !== this.code && this.page.lab.past.length) {
      this.later = setTimeout(() => history.replaceState(null, "", `#${this.code}`), 400); // browsers allow only so many a second
    }
  }

  /** Tells the page around what the policy is and does. */
  told() {
    if (!this.embedded || this.page.predict.hidden) return;
    const { answers, data } = this.page;
    if (!answers.shown().pairs.length) return;
    const summary = Object.fromEntries(data.outcomes.filter((/** @type {any} */ one) => one.headline).map((/** @type {any} */ one) => {
      const { value, low, high } = answers.soFar(one).estimate, settled = answers.look.seeds > 0 && !answers.atLook(one).verdict.startsWith("cannot");
      return [one.name, { difference: value, low, high, settled }];
    }));
    parent.postMessage({ shequ: "policy", toml: this.toml(), summary }, location.origin === "null" ? "*" : location.origin);
  }

  /** What the page around asks for: a round of the workshop. @param {MessageEvent} event */
  asked({ origin, source, data }) {
    if (origin !== location.origin || source !== parent || data?.shequ !== "round") return;
    const { page } = this, { lab } = page, spoken = ["en", "zh"].includes(data.lang) ? data.lang : language, round = JSON.stringify({ ...data, lang: null });
    if (round === this.round) return page.speak(spoken); // another language is no other round
    this.round = round;
    const paths = lab.data.levers.map((/** @type {any} */ one) => one.path);
    if (Array.isArray(data.open)) page.levers.open = data.open.filter((/** @type {any} */ one) => paths.includes(one));
    lab.limit = typeof data.limit === "number" && data.limit > 0 ? data.limit : Infinity;
    lab.now = { start: "baseline", policy: NOTHING, shocks: [], assumptions: [] };
    if (typeof data.policy === "string") this.takeText(data.policy);
    else if (data.policy) this.taken({ ...lab.now, policy: data.policy });
    if (Array.isArray(data.shocks)) this.taken({ ...lab.now, shocks: data.shocks });
    const [low, high] = lab.data.entries[lab.data.budget].domain;
    if (data.budget >= low && data.budget <= high) lab.now = { ...lab.now, policy: move(lab.now.policy, lab.data.budget, Number(data.budget), ALWAYS) };
    [lab.past, lab.future] = [[], []];
    page.speak(spoken);
    page.changed();
  }

  command() {
    const { shocks, assumptions } = this.page.lab.now;
    const world = assumptions.length ? `${NAME}-baseline.toml` : shocks.join("+") || "baseline";
    return `shequ compare ${world} ${NAME}.toml --months ${this.page.data.months} --size neighbourhood --seeds auto`;
  }

  toml() {
    const { data, lab } = this.page, { policy, shocks, assumptions } = lab.now;
    const all = { settings: [...assumptions, ...policy.settings], acts: policy.acts };
    return written(all, shocks.length ? shocks : ["baseline"], this.name, { en: "What does this policy from the lab change?", zh: "实验室里的这一方案会带来什么变化？" }, data.start);
  }

  /** The baseline where assumptions are one's own. */
  baseline() {
    const { data, lab } = this.page, { shocks, assumptions } = lab.now;
    return written({ settings: assumptions, acts: [] }, shocks.length ? shocks : ["baseline"], { en: "Baseline with own assumptions", zh: "自定假设下的基准" }, { en: "What follows without the policy?", zh: "不采取方案会怎样？" }, data.start);
  }

  /** Every pair's last year, a line each, and behind them what the page shows of all pairs: of a ratio no mean of the lines above. */
  csv() {
    const { data, answers, view } = this.page, { size, pairs } = answers.shown(), cell = (/** @type {any} */ one) => (Number.isNaN(one) ? "" : one);
    const rows = pairs.map((/** @type {any} */ { baseline, policy }, /** @type {number} */ seed) =>
      data.outcomes.map((/** @type {any} */ one) => [size, seed, one.name, lastYear(answers.months(baseline.city, one)), lastYear(answers.months(policy.city, one)), "", "", "", ""].join(",")));
    const all = data.outcomes.map((/** @type {any} */ one) => {
      const { estimate: { value, low, high }, baseline, policy } = answers.soFar(one);
      return [size, "all", one.name, baseline, policy, value, low, high, view.settled(one)].map(cell).join(",");
    });
    return `${[["size", "seed", "outcome", "baseline", "policy", "difference", "low", "high", "verdict"].join(","), ...rows.flat(), ...(pairs.length ? all : [])].join("\n")}\n`;
  }

  /** Both charts as a picture for a slide. */
  picture() {
    const { answers, tried, lab, view, data, predict } = this.page, { size, pairs } = answers.shown();
    if (!pairs.length) return;
    const heads = view.watched.map((/** @type {string} */ name) => {
      const { difference, verdict, brief } = view.told(data.outcomes.find((/** @type {any} */ one) => one.name === name));
      return word("brief", { outcome: word(`outcome.${name}`), difference: predict.hidden ? "?" : difference, verdict: predict.hidden ? "" : [verdict, brief].filter(Boolean).map((one) => word("brief_verdict", { verdict: one })).join("") });
    });
    const legend = [...document.querySelectorAll(".legend-of-lines span:not([hidden])")].filter((one) => !one.matches(".of-guess") || document.querySelector(".line.guess"));
    const title = lab.isNothing() ? word("said_nothing") : tried.title(lab.now), foot = word(size === "sample" ? "picture_sample" : "picture_foot", { pairs: pairs.length });
    picture({ title, heads, legend, foot, svgs: [0, 1].map((k) => /** @type {Element} */ (document.querySelector(`#chart-${k} svg`))) }, (one) => this.save(`${NAME}.png`, one));
  }

  /** @param {string} name @param {string | Blob} content */
  save(name, content) {
    const link = h("a", { download: name, href: URL.createObjectURL(new Blob([content])) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /** @param {File} file */
  async take(file) {
    if (!file || file.size > MOST_LETTERS) return void (element("wrong").textContent = word("file_too_large"));
    this.takeText(await file.text());
    element("file").value = "";
  }

  /** @param {string} text a scenario file */
  takeText(text) {
    const { data, lab } = this.page, free = data.assumptions.map((/** @type {any} */ one) => one.path);
    try {
      const { policy, shocks } = read(text, data.scenarios, data.shocks, data.start);
      const isFree = (/** @type {any} */ one) => free.includes(one.path) && one.type === null;
      const choice = { start: "baseline", policy: { settings: policy.settings.filter((one) => !isFree(one)), acts: policy.acts }, shocks, assumptions: policy.settings.filter(isFree) };
      if (this.taken(choice)) this.page.changed();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      element("wrong").textContent = word(.../** @type {[string, any]} */ (JSON.parse(error.message)));
    }
    return lab.now;
  }
}

const pack = (/** @type {Setting} */ one) => [one.path, one.type, one.value];
const unpack = (/** @type {any} */ given) => ({ path: given?.[0], type: given?.[1] ?? null, value: given?.[2] });
const packAct = (/** @type {Act} */ one) => [...pack(one), one.how, one.month, one.over, one.until];
const unpackAct = (/** @type {any} */ given) => ({ ...unpack(given), how: given?.[3], month: given?.[4], over: given?.[5], until: given?.[6] ?? null });

/** @param {[number, number][]} months */
function lastYear(months) {
  const [above, below] = months.slice(-12).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return below === 0 ? "" : above / below;
}
