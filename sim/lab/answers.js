// @ts-check
/**
 * Pairs as they come in, and what they say together.
 */
import { difference, goesOn, judged, mattersOf, ofPairs, parts, sum } from "./stats.js";
import { judgedInWorlds, tally } from "./worlds.js";

/** @typedef {import("./pool.js").Answer} Answer */
/** Pairs from which on an interval says something. */
export const FEW = 4;
/** Pairs in each world from which on worlds tell of each other how large luck is. */
export const FEW_IN_WORLDS = 2;

export class Answers {
  /** @type {Record<string, (Answer | undefined)[]>} */ seeds;
  /** By world and seed. @type {(Answer | undefined)[][]} */ worlds;
  /** What worlds say of an outcome, counted once a round. @type {Map<string, import("./worlds.js").Tally>} */ tallies;
  /** The last look, and whether more seeds would tell more. @type {{seeds: number, ended: boolean}} */ look;

  /** @param {any} data what `sim.lab.data` makes */
  constructor(data) {
    this.data = data;
    /** Pairs at most. @type {number} */
    this.most = data.looks.at(-1);
    this.clear();
    /** Months of an outcome of a run, found once. @type {WeakMap<Float64Array, Map<string, [number, number][]>>} */
    this.monthly = new WeakMap();
  }

  clear() {
    this.seeds = { sample: [], neighbourhood: [] };
    this.worlds = this.data.worlds.values.map(() => []);
    this.tallies = new Map();
    this.look = { seeds: 0, ended: false };
  }

  /** Numbers of pairs at which verdicts may be said. */
  looks() {
    return this.data.looks.filter((/** @type {number} */ seeds) => seeds <= this.most);
  }

  /** @param {Answer} answer @returns {boolean} whether a look has just been taken */
  add(answer) {
    if (answer.world >= 0) this.worlds[answer.world][answer.seed] = answer;
    else this.seeds[answer.size][answer.seed] = answer;
    const next = this.looks().find((/** @type {number} */ seeds) => seeds > this.look.seeds);
    if (this.look.ended || !next || this.inOrder("neighbourhood").length < next) return false;
    const headline = this.data.outcomes.filter((/** @type {any} */ one) => one.headline);
    this.look.seeds = next;
    const found = headline.map((/** @type {any} */ one) => this.atLook(one));
    const cap = this.looks().at(-1);
    this.look.ended = next === cap || !goesOn(found, next, cap, this.data.quantiles.headline);
    return true;
  }

  /** Pairs of the first seeds, without a gap. @param {string} size */
  inOrder(size) {
    const gap = this.seeds[size].findIndex((one) => one === undefined);
    const found = gap < 0 ? this.seeds[size] : this.seeds[size].slice(0, gap);
    const most = size === "neighbourhood" && this.look.ended ? this.look.seeds : found.length;
    return /** @type {Answer[]} */ (found.slice(0, most));
  }

  /** What is shown: the neighbourhood as soon as it has a few pairs, the sample until then. */
  shown() {
    const whole = this.inOrder("neighbourhood"), first = this.inOrder("sample");
    return whole.length >= FEW || !first.length ? { size: "neighbourhood", pairs: whole } : { size: "sample", pairs: first };
  }

  /** @param {any} outcome as of the last look, whose verdict may be said */
  atLook(outcome) {
    return judged(this.inOrder("neighbourhood").slice(0, this.look.seeds).map(sides), this.data.names, outcome, this.data.months, this.data.quantiles.headline);
  }

  /** @param {any} outcome with all pairs that are there: a difference, and no verdict */
  soFar(outcome) {
    const { pairs } = this.shown(), { names, months } = this.data, quantiles = this.quantiles(outcome.headline);
    const found = difference(pairs.map(sides), names, outcome, months - 12, months, quantiles);
    return { ...found, matters: mattersOf(outcome, found.baseline) };
  }

  /** Student's quantiles; none, and so no interval, for fewer pairs than say something. @param {boolean} isHeadline */
  quantiles(isHeadline) {
    const known = this.data.quantiles[isHeadline ? "headline" : "one"];
    return this.shown().pairs.length < FEW ? [] : known;
  }

  /**
   * Means over seeds by month: the baseline, the policy, and where the policy's may lie.
   * @param {any} outcome
   */
  lines(outcome) {
    const { pairs } = this.shown(), { months } = this.data, quantiles = this.quantiles(false);
    const ours = pairs.map((one) => this.months(one.baseline.city, outcome)), theirs = pairs.map((one) => this.months(one.policy.city, outcome));
    const [baseline, policy, low, high] = [[], [], [], []].map(() => /** @type {number[]} */ ([]));
    for (let month = 0; month < months; month++) {
      baseline.push(pooledIn(ours, month));
      policy.push(pooledIn(theirs, month));
      const gaps = ours.map((one, k) => ratio(theirs[k][month]) - ratio(one[month])).filter((gap) => !Number.isNaN(gap));
      const { value, high: end } = gaps.length > 1 ? ofPairs(gaps, quantiles) : { value: NaN, high: NaN };
      low.push(policy[month] - (end - value));
      high.push(policy[month] + (end - value));
    }
    return { baseline, policy, low, high };
  }

  /** @param {Float64Array} found @param {any} outcome @returns {[number, number][]} */
  months(found, outcome) {
    const known = this.monthly.get(found) ?? new Map();
    this.monthly.set(found, known);
    if (!known.has(outcome.name)) {
      known.set(outcome.name, Array.from({ length: this.data.months }, (_, month) => parts(found, this.data.names, outcome, month, month + 1)));
    }
    return known.get(outcome.name);
  }

  /**
   * Differences of the last year's means, by place in a side's array.
   * @param {"places" | "groups"} part @param {number} at
   */
  within(part, at) {
    const { pairs } = this.shown();
    const gaps = pairs.map((one) => one.policy[part][at] - one.baseline[part][at]);
    const baseline = pairs.reduce((sum, one) => sum + one.baseline[part][at], 0) / pairs.length;
    const nothing = { value: NaN, low: NaN, high: NaN, rare: false };
    return { baseline, estimate: gaps.length && !gaps.some(Number.isNaN) ? ofPairs(gaps, this.quantiles(false)) : nothing };
  }

  /** What donors and firms pay: all less what the treasury and residents pay, a month. */
  others() {
    const { pairs } = this.shown(), { months } = this.data;
    const of = (/** @type {Float64Array} */ found) => {
      const [all, ...less] = ["total_cost_yuan", "public_spending_yuan", "residents_fees_yuan"].map((name) => sum(this.months(found, { name, ratio_of: null, share_of: [] }).slice(months - 12).map(([value]) => value)));
      return (all - less[0] - less[1]) / 12;
    };
    const [ours, theirs] = [pairs.map((one) => of(one.baseline.city)), pairs.map((one) => of(one.policy.city))];
    return { estimate: ofPairs(theirs.map((one, k) => one - ours[k]), this.quantiles(false)), baseline: sum(ours) / ours.length, policy: sum(theirs) / ours.length };
  }

  /** Pairs that each plausible world has. */
  rounds() {
    const each = this.worlds.map((pairs) => (pairs.includes(undefined) ? pairs.indexOf(undefined) : pairs.length));
    return each.length ? Math.min(...each) : 0;
  }

  /** Pairs in plausible worlds, all together. */
  inAllWorlds() {
    return this.worlds.flat().length;
  }

  /** Whether nothing more is coming from plausible worlds. */
  areWorldsDone() {
    return !this.worlds.length || this.rounds() === this.data.worlds.pairs;
  }

  /**
   * What plausible worlds say of a headline outcome, as the report judges and counts them; nothing before each has a few pairs.
   * @param {any} outcome @returns {import("./worlds.js").Tally | null}
   */
  inWorlds(outcome) {
    const { names, months } = this.data, rounds = this.rounds(), key = `${outcome.name} ${rounds}`;
    if (rounds < FEW_IN_WORLDS || !outcome.headline) return null;
    if (!this.tallies.has(key)) {
      const pairs = this.worlds.map((one) => /** @type {Answer[]} */ (one.slice(0, rounds)).map(sides));
      this.tallies.set(key, tally(judgedInWorlds(pairs, names, outcome, months)));
    }
    return this.tallies.get(key) ?? null;
  }
}

/** @param {Answer} answer */
function sides(answer) {
  return { baseline: answer.baseline.city, policy: answer.policy.city };
}

/** @param {[number, number]} part */
function ratio([above, below]) {
  return below === 0 ? NaN : above / below;
}

/** @param {[number, number][][]} runs @param {number} month */
function pooledIn(runs, month) {
  return runs.reduce((sum, one) => sum + one[month][0], 0) / runs.reduce((sum, one) => sum + one[month][1], 0);
}
