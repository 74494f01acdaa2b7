// @ts-check
/** The page: what the user does goes to the state, from there to the workers, and what these answer is shown. */
import { bytes } from "../browser/model.js";
import { AnswerView, moneyBar, outcomeOf, twoLives } from "./answer_view.js";
import { Answers, FEW } from "./answers.js";
import { assumptions, shocks, starts } from "./choices.js";
import { courseInWords, hasCourse } from "./course_view.js";
import { element, h } from "./dom.js";
import { know, language, setting, speak, word } from "./format.js";
import { Levers, named } from "./levers_view.js";
import { NOTHING, begins, isMoved, value, withSteps } from "./policy.js";
import { Pool } from "./pool.js";
import { Predict } from "./predict.js";
import { paidFor } from "./same_money.js";
import { Share } from "./share.js";
import { Lab } from "./state.js";
import { Tried } from "./tried.js";

/** Pairs of the sample that are asked for before the neighbourhood's. */
const FIRST = 4;
/** Pairs after which other worlds are looked at. */
const WORLDS_AFTER = 10;
/** Milliseconds for which a replay shows what was before. */
const REPLAYED = 2500;
const given = JSON.parse(element("data").textContent ?? "");
const languages = Object.keys(given.words);
let began = performance.now();

/** @param {string} text compressed bytes in base 64 */
async function unpacked(text) {
  return new Response(new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

class Page {
  /** @param {WebAssembly.Module} code @param {any} data @param {Pool} pool */
  constructor(code, data, pool) {
    this.data = data;
    this.lab = new Lab(data, code);
    this.answers = new Answers(data);
    this.pool = pool;
    pool.hear = (answer) => this.hear(answer);
    this.levers = new Levers(this.lab, (path, type, wanted, isDragged) => this.move(path, type, wanted, isDragged ? path : undefined));
    /** The policy's lines before the last change, by outcome, and of how many residents. @type {{size: string, lines: Record<string, number[]>}} */
    this.before = { size: "", lines: {} };
    this.predict = new Predict(this);
    this.view = new AnswerView(data, this.answers, () => ({
      guesses: this.predict.guesses, hidden: this.predict.hidden, before: this.before.size === this.answers.shown().size ? this.before.lines : {}, begins: begins(this.lab.now.policy, data.months), nothing: this.lab.isNothing(),
    }));
    this.view.chosen = () => this.show();
    this.view.drawn = (outcome, month, value) => this.predict.guess(outcome, month, value);
    this.share = new Share(this);
    this.tried = new Tried(this);
    /** What the answers are of. @type {import("./state.js").Choice} */
    this.asked = this.lab.now;
    this.frame = 0;
    this.wired();
  }

  wired() {
    const { lab } = this, start = element("start");
    start.onchange = () => {
      const { settings, acts } = this.data.scenarios[start.value];
      this.choose({ start: start.value, policy: { settings, acts } });
    };
    element("undo").onclick = () => (lab.undo(), this.changed());
    element("redo").onclick = () => (lab.redo(), this.changed());
    element("reset").onclick = () => this.choose({ start: "baseline", policy: NOTHING, shocks: [], assumptions: [] });
    element("replay").onclick = () => this.replay();
    element("predict").onclick = () => this.predict.turn();
    element("same-money").onchange = () => {
      this.levers.sameMoney = element("same-money").checked;
      this.levers.update();
    };
    for (const part of document.querySelectorAll("details[id$=-part]")) part.addEventListener("toggle", () => this.view.show());
    for (const who of ["lost", "gained"]) element(who).onclick = () => this.watch(who);
    element("resident").onchange = () => {
      const number = Number(element("resident").value), most = this.data.frames.neighbourhood.rows.residents;
      if (Number.isInteger(number) && number >= 1 && number <= most) this.watch(String(number - 1));
      else element("life").replaceChildren(h("p", {}, word("nobody")));
    };
    element("theme").onclick = () => {
      const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      document.documentElement.dataset.theme = dark === "dark" ? "light" : "dark";
    };
    element("languages").replaceChildren(...languages.map((one) => h("button", { type: "button", lang: one, onclick: () => this.speak(one) }, given.words[one].language)));
    addEventListener("resize", () => this.view.show());
    addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || /** @type {HTMLElement} */ (event.target).matches("input[type=number], textarea")) return;
      event.preventDefault();
      element(event.shiftKey ? "redo" : "undo").click();
    });
  }

  /** @param {string} chosen */
  speak(chosen) {
    speak(chosen);
    document.documentElement.lang = chosen;
    document.title = word("title");
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-word]"))) one.textContent = word(one.dataset.word ?? "");
    for (const button of element("languages").children) button.setAttribute("aria-pressed", String(button.lang === chosen));
    element("start").replaceChildren(...starts(this.data));
    this.levers.write();
    this.view.write();
    if (this.life) element("life").replaceChildren(...twoLives(this.life, this.data));
    this.update();
  }

  /**
   * Takes a lever through other steps, and says where the same money stopped it.
   * @param {string} path @param {string | null} type @param {import("./policy.js").Step[]} wanted @param {string} [dragged]
   */
  move(path, type, wanted, dragged) {
    const { lab, levers } = this;
    const { policy, stopped } = levers.sameMoney ? paidFor(lab, path, type, wanted) : { policy: withSteps(lab.now.policy, path, type, wanted), stopped: null };
    this.choose({ policy }, dragged);
    const of = (/** @type {string} */ each) => this.data.levers.find((/** @type {any} */ one) => one.path === each);
    element("stopped").textContent = stopped === null ? "" : word("stopped", { payer: named(of(this.data.payer)), lever: named(of(path)), value: setting(stopped, of(path)) });
  }

  /** @param {Partial<import("./state.js").Choice>} part @param {string} [dragged] */
  choose(part, dragged) {
    const { lab } = this, before = lab.now, { size, pairs } = this.answers.shown();
    const lines = pairs.length >= FEW && !lab.isNothing() ? this.view.watched.map((name) => [name, this.answers.lines(outcomeOf(this.data, name)).policy]) : [];
    lab.choose(part, dragged);
    this.before = { size, lines: lab.isNothing() ? {} : Object.fromEntries(lines) };
    const wrong = lab.refused(lab.now.policy);
    if (wrong) {
      lab.undo();
      lab.future = [];
      element("wrong").textContent = word(...wrong);
      this.levers.update();
      return;
    }
    this.predict.forget();
    this.last = before;
    this.changed();
  }

  /** Something was chosen, undone or read: everything is asked anew. */
  changed() {
    for (const id of ["wrong", "stopped"]) element(id).textContent = "";
    this.tried.keep(this.asked);
    this.ask();
    this.update();
  }

  ask() {
    this.asked = this.lab.now;
    this.answers.clear();
    this.life = undefined;
    this.worldsAsked = false;
    element("life").replaceChildren();
    began = performance.now();
    this.firstAt = 0;
    const ask = (/** @type {string} */ size, /** @type {number} */ seeds) => {
      const pair = this.pair(size);
      return Array.from({ length: seeds }, (_, seed) => ({ ...pair, seed }));
    };
    this.pool.ask([...ask("sample", FIRST), ...ask("neighbourhood", this.lab.isNothing() ? this.data.looks[0] : this.answers.most)]);
  }

  /** @param {string} size @returns {any} a question without its seed */
  pair(size, world = -1) {
    return { ...this.lab.pair(size, world), size, world, watch: "", turn: 0, seed: 0 };
  }

  /** @param {string} watch */
  watch(watch) {
    element("life").replaceChildren(h("p", {}, "…"));
    this.pool.add([{ ...this.pair("neighbourhood"), watch }], true);
  }

  /** @param {import("./pool.js").Answer} answer */
  hear(answer) {
    if (answer.failed) return void (element("wrong").textContent = word("failed", { reason: answer.failed }));
    if (answer.watch) return void element("life").replaceChildren(...twoLives((this.life = answer.life), this.data));
    if (!this.firstAt) performance.mark("answered");
    this.firstAt ||= performance.now() - began;
    const before = this.answers.shown().size, look = this.answers.add(answer);
    const { seeds, ended } = this.answers.look;
    if (look && ended) this.pool.enough();
    if (look && !this.worldsAsked && (ended || seeds >= WORLDS_AFTER)) this.askWorlds();
    this.tellNext ||= look || (answer.world >= 0 && this.answers.areWorldsDone()) || this.answers.shown().size !== before || !element("spoken").textContent;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.show();
    });
  }

  /** The same in other plausible worlds, before more seeds: a pair in each, then another in each. */
  askWorlds() {
    this.worldsAsked = true;
    if (this.lab.isNothing()) return;
    const { values, pairs } = this.data.worlds, each = values.map((/** @type {number[]} */ _, /** @type {number} */ k) => this.pair("neighbourhood", k));
    const rounds = Array.from({ length: pairs }, (_, seed) => each.map((/** @type {any} */ one) => ({ ...one, seed })));
    this.pool.add(rounds.flat().reverse(), true);
  }

  show() {
    this.view.show();
    this.tried.show();
    const { size, pairs } = this.answers.shown(), { look } = this.answers, isNothing = this.lab.isNothing();
    const whole = !look.ended && !(isNothing && look.seeds) ? "from_some" : isNothing || this.answers.areWorldsDone() ? "from_all" : "from_worlds";
    const key = size === "sample" ? "from_sample" : whole;
    element("progress").textContent = pairs.length ? word(key, { pairs: pairs.length, ms: Math.round(this.firstAt ?? 0) }) : word("running");
    this.tell();
    element("money-bar").replaceChildren(...moneyBar(this.lab, this.predict.hidden ? null : this.answers, named));
    this.share.told();
  }

  /** What is done to the first levers, in sentences. @param {Lab} lab @returns {string[]} */
  inWords(lab) {
    const { policy } = lab.now, moved = this.data.levers.filter((/** @type {any} */ one) => isMoved(policy, one.path));
    const pays = (/** @type {any} */ one) => Number(one.path === this.data.payer), levers = moved.sort((/** @type {any} */ a, /** @type {any} */ b) => pays(a) - pays(b));
    const done = levers.slice(0, 3).map((/** @type {any} */ one) => {
      const usual = lab.usual(one.path, null), after = setting(value(policy, one.path, null, usual), one);
      return hasCourse(lab, one.path) ? word("lever_goes", { lever: named(one), course: courseInWords(lab, one, null) }) : word("lever_moved", { lever: named(one), before: setting(usual, one), after });
    });
    return levers.length > 3 ? [...done, word("and_more", { n: levers.length - 3 })] : done;
  }

  /** The sentence of what changed: for eyes with every pair, for screen readers where it says something new. */
  tell() {
    if (this.predict.hidden || !this.answers.shown().pairs.length) return;
    const found = this.view.watched.map((name) => {
      const { difference, interval, verdict, brief } = this.view.told(outcomeOf(this.data, name));
      return word(interval ? "answer_is" : "answer_of_one", { outcome: word(`outcome.${name}`), difference, interval, verdict: [verdict, brief].filter(Boolean).join(word("comma")) });
    });
    const told = this.lab.isNothing() ? word("said_nothing") : [this.predict.missed(), ...this.inWords(this.lab), ...found].filter(Boolean).join(word("gap"));
    element("said").textContent = told;
    if (this.tellNext) element("spoken").textContent = told;
    this.tellNext = false;
  }

  /** Everything that the state alone decides. */
  update() {
    const { lab } = this;
    element("start").value = lab.now.start;
    element("question").textContent = this.data.scenarios[lab.now.start].question[language];
    element("undo").disabled = !lab.past.length;
    element("redo").disabled = !lab.future.length;
    element("said").textContent = "";
    const choices = { data: this.data, lab, choose: (/** @type {any} */ part) => this.choose(part) };
    element("shocks").replaceChildren(...shocks(choices));
    element("assumptions").replaceChildren(...assumptions(choices));
    element("predict").textContent = word(this.predict.hidden ? "show_answer" : "predict");
    this.levers.update();
    this.tellNext = true;
    this.show();
    this.share.changed();
  }

  /** The last change once more: the lines as they were, then as they are. */
  replay() {
    const after = this.lab.now, before = this.last;
    if (!before) return;
    this.lab.now = before;
    this.changed();
    setTimeout(() => {
      if (this.lab.now !== before) return;
      this.lab.now = after;
      this.changed();
    }, REPLAYED);
  }
}

async function start() {
  know(given.words);
  performance.mark("script");
  const pool = new Pool(element("worker").textContent);
  const compiled = unpacked(given.module).then((one) => WebAssembly.compile(one)).then((code) => (pool.give({ code }), code));
  const [code, packed] = await Promise.all([compiled, unpacked(given.data)]);
  const data = JSON.parse(new TextDecoder().decode(packed));
  pool.give({ frames: data.frames });
  performance.mark("unpacked");
  element("old").hidden = true;
  element("lab").hidden = false;
  const page = new Page(code, data, pool), chosen = languages.find((one) => navigator.language.startsWith(one)) ?? languages[0];
  speak(chosen);
  page.share.opened();
  page.ask(); // workers are at work while the page is written
  performance.mark("asked");
  page.speak(chosen);
  performance.mark("written");
}

start();
