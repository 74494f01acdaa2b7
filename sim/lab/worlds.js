// @ts-check
/** What other plausible worlds say together: each is judged, and all are counted, as `sim.studies.comparison.across_worlds` does, and tested against it. */
import { moderated, studentOf } from "./moderated.js";
import { OPEN, difference, mattersOf, variance, verdict } from "./stats.js";

/** @typedef {import("./stats.js").Pair} Pair */
/** @typedef {import("./stats.js").Outcome} Outcome */
/**
 * @typedef {{counts: [string, number][], leading: string, count: number, worlds: number, isMajority: boolean, gaps: number[]}} Tally
 *   `counts` by verdict in the report's order, `leading` the verdict of most worlds that can be told, or nothing; `gaps` each world's difference
 */
/** How often a world's interval may miss. */
const MISSES = 0.05;
/** A world has few seeds: that is made good by all worlds together. */
const ENOUGH = 10;
const VERDICTS = ["better", "worse", "more", "less", "too_small_to_matter", "cannot_tell_yet"];

/**
 * @param {Pair[][]} worlds pairs of each world, as many in each and two at least
 * @param {string[]} names @param {Outcome} outcome @param {number} months
 * @returns {{verdict: string, value: number, low: number, high: number}[]} over the last year, world by world
 */
export function judgedInWorlds(worlds, names, outcome, months) {
  const from = Math.max(months - 12, 0);
  const found = worlds.map((pairs) => ({ ...difference(pairs, names, outcome, from, months, []), luck: variance(pairs, names, outcome, from, months) }));
  const known = found.filter(({ luck }) => Number.isFinite(luck)), { drawn, freedom } = moderated(known.map(({ luck }) => luck), worlds[0].length - 1);
  const factor = known.length ? studentOf(freedom, MISSES) : NaN;
  return found.map((one) => {
    const half = factor * Math.sqrt(drawn[known.indexOf(one)] ?? NaN), value = one.policy - one.baseline;
    const interval = { value, low: value - half, high: value + half, rare: false };
    return { ...interval, verdict: settledWay(verdict(interval, mattersOf(outcome, one.baseline), outcome.good, ENOUGH), value, outcome.good) };
  });
}

/** In one world among many a settled direction counts as the verdict. @param {string} found @param {number} value @param {-1 | 0 | 1} good */
function settledWay(found, value, good) {
  if (found !== OPEN[1]) return found;
  if (good === 0) return value > 0 ? "more" : "less";
  return value > 0 === good > 0 ? "better" : "worse";
}

/** @param {{verdict: string, value: number}[]} judged @returns {Tally} */
export function tally(judged) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const one of judged) seen.set(one.verdict, (seen.get(one.verdict) ?? 0) + 1);
  const [leading, count] = [...seen].filter(([each]) => !OPEN.includes(each)).reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
  const counts = VERDICTS.filter((each) => seen.has(each)).map((each) => /** @type {[string, number]} */ ([each, seen.get(each)]));
  return { counts, leading, count, worlds: judged.length, isMajority: 2 * count > judged.length, gaps: judged.map(({ value }) => value) };
}

/** A verdict by its direction alone: higher, lower, or itself. @param {string} found @param {-1 | 0 | 1} good */
export function wayOf(found, good) {
  if (found !== "better" && found !== "worse") return found;
  return (found === "better") === good > 0 ? "more" : "less";
}
