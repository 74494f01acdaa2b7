// @ts-check
/**
 * What the user has chosen, and what was chosen before: so that it can be undone.
 *
 * @typedef {{start: string, policy: Policy, shocks: string[], assumptions: Setting[]}} Choice
 */
import { Model, bytes } from "../browser/model.js";
import { NOTHING, TYPES, begins, numbers, value, wrong } from "./policy.js";

/** @typedef {import("./policy.js").Policy} Policy */
/** @typedef {import("./policy.js").Setting} Setting */

const MOST_UNDONE = 100;

export class Lab {
  /** @param {any} data what `sim.lab.data` makes @param {WebAssembly.Module} code of the model, whose schedule is asked */
  constructor(data, code) {
    this.data = data;
    this.code = code;
    this.base = new Float64Array(bytes(data.base).buffer);
    /** @type {Record<string, number>} */
    this.places = Object.fromEntries(Object.values(data.entries).map((/** @type {any} */ one) => [one.path, one.at]));
    this.wide = this.base.length / (TYPES.length + 1);
    /** @type {Choice} */
    this.now = { start: "baseline", policy: NOTHING, shocks: [], assumptions: [] };
    /** @type {Choice[]} */
    this.past = [];
    /** @type {Choice[]} */
    this.future = [];
    /** Courses of levers, of the policy last asked for. @type {{policy: Policy, courses: Record<string, number[][]>} | null} */
    this.kept = null;
    /** Yuan per resident and year that the budget may be at most, where a page around says so. */
    this.limit = Infinity;
    /** @type {Model | null} */
    this.model = null;
  }

  /** @param {Partial<Choice>} part @param {string} [dragged] the lever that is being dragged: one step to undo until it settles */
  choose(part, dragged) {
    if (!dragged || dragged !== this.dragged) this.past = [...this.past.slice(1 - MOST_UNDONE), this.now];
    this.dragged = dragged;
    this.future = [];
    this.now = { ...this.now, ...part };
  }

  /** As it would be under another choice. @param {Choice} choice @returns {Lab} */
  as(choice) {
    return Object.assign(Object.create(this), { now: choice });
  }

  /** Whether no lever is moved. */
  isNothing() {
    const { settings, acts } = this.now.policy;
    return settings.length + acts.length === 0;
  }

  /** A lever that was dragged has been let go. */
  settle() {
    this.dragged = undefined;
  }

  undo() {
    this.step(this.past, this.future);
  }

  redo() {
    this.step(this.future, this.past);
  }

  /** @param {Choice[]} from @param {Choice[]} to */
  step(from, to) {
    const found = from.pop();
    if (!found) return;
    to.push(this.now);
    this.now = found;
  }

  /** The baseline's value. @param {string} path @param {string | null} type */
  usual(path, type) {
    return this.base[(type === null ? 1 : 1 + TYPES.indexOf(type)) * this.wide + this.places[path]];
  }

  /** What both sides of a pair have beside the baseline: shocks, and assumptions of one's own. @returns {Policy} */
  common() {
    const shocks = this.now.shocks.map((name) => this.data.scenarios[name]);
    return { settings: [...shocks.flatMap((one) => one.settings), ...this.now.assumptions], acts: shocks.flatMap((one) => one.acts) };
  }

  /**
   * What the driver runs for a pair.
   * @param {string} size @param {number} world a plausible one by its place, or -1 for the usual
   */
  pair(size, world) {
    const { worlds, thresholds, months } = this.data, smaller = size === "sample" ? thresholds : [];
    const values = world < 0 ? [] : worlds.paths.map((/** @type {string} */ path, /** @type {number} */ k) => ({ path, type: null, value: worlds.values[world][k] }));
    const both = [{ settings: values, acts: [] }, this.common()];
    return {
      baseline: numbers(this.base, both, this.places, smaller),
      policy: this.isNothing() ? null : numbers(this.base, [...both, this.now.policy], this.places, smaller),
      begins: begins(this.now.policy, months),
      alike: JSON.stringify([this.now.shocks, this.now.assumptions]),
      columns: world < 0 ? {} : { offices_claim: worlds.claims[world] },
    };
  }

  /** What is wrong with a choice that came from outside. @param {any} given @returns {[string, Record<string, string>] | null} */
  wrong(given) {
    const { entries, months, scenarios, shocks, assumptions } = this.data;
    const found = wrong(given?.policy, entries, months) ?? wrong({ settings: given?.assumptions, acts: [] }, entries, months);
    if (found) return found;
    if (!Object.hasOwn(scenarios, String(given.start))) return ["no_scenario", { name: String(given.start).slice(0, 60) }];
    if (!Array.isArray(given.shocks) || !given.shocks.every((/** @type {any} */ one) => shocks.includes(one))) return ["not_a_policy", {}];
    const free = assumptions.map((/** @type {any} */ one) => one.path);
    const other = given.assumptions.find((/** @type {any} */ one) => !free.includes(one.path) || one.type !== null);
    return other ? ["no_assumption", { path: other.path }] : this.refused(given.policy);
  }

  /** What a policy may not do here: give shares beyond the whole, or more than the page around allows. @param {Policy} policy @returns {[string, Record<string, string>] | null} */
  refused(policy) {
    const isBeyond = this.limit < Infinity && this.course(policy, this.data.budget).some((values) => values.some((one) => one > this.limit + 1e-9));
    return isBeyond ? ["over_limit", { yuan: String(this.limit) }] : this.overspent(policy);
  }

  /** The budget's shares where they add up to more than the whole at the end or the start. @param {Policy} policy @returns {[string, Record<string, string>] | null} */
  overspent(policy) {
    const most = Math.max(...TYPES.flatMap((type) => this.turns(policy).map((month) => this.shared(policy, type, month))));
    return most > 1 + 1e-9 ? ["overspent", { percent: String(Math.round(1000 * most) / 10) }] : null;
  }

  /** @param {Policy} policy @returns {number[]} months in which shares of the budget have just changed */
  turns(policy) {
    const own = policy.acts.filter((one) => this.data.shares.includes(one.path));
    return [0, ...own.flatMap((one) => [one.month, one.month + Math.max(one.over, 1) - 1, one.until ?? 0])];
  }

  /** @param {Policy} policy @param {string} type @param {number} month */
  shared(policy, type, month) {
    const now = this.then(policy, month), row = (1 + TYPES.indexOf(type)) * this.wide;
    return this.data.shares.reduce((/** @type {number} */ sum, /** @type {string} */ path) => sum + now[row + this.places[path]], 0);
  }

  /** The model of the page itself, made when it is first asked. */
  ready() {
    if (!this.model) {
      this.model = new Model(this.code);
      this.model.layOut(this.data.frames.sample);
    }
    return this.model;
  }

  /** Every number in a month, by row and entry, as the model's own schedule makes it. @param {Policy} policy @param {number} month */
  then(policy, month) {
    const model = this.ready();
    model.give(numbers(this.base, [policy], this.places, []));
    model.drive(model.programs.schedule, month, 0, 0);
    return /** @type {Float64Array} */ (model.values("now"));
  }

  /**
   * A lever's values month after month, by type of community, as the model's own schedule makes them.
   * @param {Policy} policy @param {string} path @returns {number[][]}
   */
  course(policy, path) {
    if (this.kept?.policy !== policy) {
      const dated = [...new Set(policy.acts.map((one) => one.path))];
      const courses = Object.fromEntries(dated.map((one) => [one, TYPES.map(() => /** @type {number[]} */ ([]))]));
      for (let month = 0; dated.length && month < this.data.months; month++) {
        const now = this.then(policy, month);
        for (const one of dated) courses[one].forEach((values, k) => values.push(now[(1 + k) * this.wide + this.places[one]]));
      }
      this.kept = { policy, courses };
    }
    const steady = (/** @type {string} */ type) => Array(this.data.months).fill(value(policy, path, type, this.usual(path, type)));
    return this.kept.courses[path] ?? TYPES.map(steady);
  }
}
