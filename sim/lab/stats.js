// @ts-check
/**
 * What may be said of paired runs: differences, their intervals, verdicts. The same as `sim.studies.comparison` says, and tested against it.
 *
 * @typedef {{
 *   name: string, unit: string, good: -1 | 0 | 1, matters: number, relative: boolean, headline: boolean,
 *   ratio_of: string[] | null, share_of: string[],
 * }} Outcome
 * @typedef {{baseline: Float64Array, policy: Float64Array}} Pair of one seed: months by outcomes
 * @typedef {{value: number, low: number, high: number, rare: boolean}} Estimate `low` and `high` are no numbers where one pair has none
 * @typedef {{estimate: Estimate, baseline: number, policy: number, matters: number, verdict: string}} Judged
 */
export const OPEN = ["cannot_tell_yet", "cannot_tell_yet_direction_settled"];
const FEWEST = 10;
const [RARE, MISSED, LOPSIDED] = [0.1, 0.05, 1.0];

/**
 * Numerator and denominator of an outcome over some months of a run.
 * @param {Float64Array} found @param {string[]} names the outcomes of a month, in order
 * @param {Outcome} outcome @param {number} from @param {number} to months
 * @returns {[number, number]}
 */
export function parts(found, names, outcome, from, to) {
  const at = (/** @type {string} */ name) => names.indexOf(name), wide = names.length, own = at(outcome.name);
  const [above, below] = (outcome.ratio_of ?? []).map(at), weights = outcome.share_of.map(at);
  let numerator = 0, denominator = 0;
  for (let row = from * wide; row < to * wide; row += wide) {
    if (outcome.ratio_of) {
      numerator += found[row + above];
      denominator += found[row + below];
    } else if (weights.length) {
      const weight = weights.reduce((sum, place) => sum + found[row + place], 0);
      numerator += weight === 0 ? 0 : found[row + own] * weight;
      denominator += weight;
    } else {
      numerator += found[row + own];
      denominator += 1;
    }
  }
  return [numerator, denominator];
}

/**
 * An outcome's difference over some months, paired by seed.
 * @param {Pair[]} pairs @param {string[]} names @param {Outcome} outcome @param {number} from @param {number} to months
 * @param {number[]} quantiles Student's, by degrees of freedom
 * @returns {{estimate: Estimate, baseline: number, policy: number}}
 */
export function difference(pairs, names, outcome, from, to, quantiles) {
  const [ours, theirs] = bothSides(pairs, names, outcome, from, to), [baseline, policy] = [pooled(ours), pooled(theirs)];
  const gaps = ours.map((one, k) => theirs[k][0] / theirs[k][1] - one[0] / one[1]);
  if (gaps.some(Number.isNaN)) return { estimate: { value: NaN, low: NaN, high: NaN, rare: false }, baseline: NaN, policy: NaN };
  const estimate = isRatio(outcome) ? ofJackknife(policy - baseline, left(theirs, left(ours)), quantiles) : ofPairs(gaps, quantiles);
  return { estimate, baseline, policy };
}

/**
 * Over luck, of the difference that `difference` gives; not a number where there is none.
 * @param {Pair[]} pairs @param {string[]} names @param {Outcome} outcome @param {number} from @param {number} to
 */
export function variance(pairs, names, outcome, from, to) {
  const [ours, theirs] = bothSides(pairs, names, outcome, from, to);
  if (isRatio(outcome)) return byJackknife(left(theirs, left(ours)));
  return ofTheMean(ours.map((one, k) => theirs[k][0] / theirs[k][1] - one[0] / one[1]));
}

/** @param {Outcome} outcome */
function isRatio(outcome) {
  return Boolean(outcome.ratio_of) || outcome.share_of.length > 0;
}

/** @param {Pair[]} pairs @param {string[]} names @param {Outcome} outcome @param {number} from @param {number} to */
function bothSides(pairs, names, outcome, from, to) {
  return [pairs.map((one) => parts(one.baseline, names, outcome, from, to)), pairs.map((one) => parts(one.policy, names, outcome, from, to))];
}

/** @param {[number, number][]} rows */
function pooled(rows) {
  return sum(rows.map(([above]) => above)) / sum(rows.map(([, below]) => below));
}

/** Values with each seed left out, less those of another world. @param {[number, number][]} rows @param {number[]} [less] */
function left(rows, less) {
  const above = sum(rows.map((row) => row[0])), below = sum(rows.map((row) => row[1]));
  return rows.map((row, k) => (above - row[0]) / (below - row[1]) - (less?.[k] ?? 0));
}

/** @param {number[]} gaps @param {number[]} quantiles @returns {Estimate} */
export function ofPairs(gaps, quantiles) {
  const n = gaps.length;
  if (n === 1) return { value: gaps[0], low: NaN, high: NaN, rare: false };
  if (gaps.every((one) => one === gaps[0])) return point(gaps[0], n);
  return student(sum(gaps) / n, Math.sqrt(ofTheMean(gaps)), gaps, quantiles);
}

/** @param {number[]} gaps */
function ofTheMean(gaps) {
  const n = gaps.length, mean = sum(gaps) / n;
  return sum(gaps.map((one) => (one - mean) ** 2)) / (n - 1) / n;
}

/** @param {number[]} leftOut */
function byJackknife(leftOut) {
  const n = leftOut.length, mean = sum(leftOut) / n;
  return (n - 1) * (sum(leftOut.map((one) => (one - mean) ** 2)) / n);
}

/** @param {number} value @param {number[]} leftOut @param {number[]} quantiles @returns {Estimate} */
function ofJackknife(value, leftOut, quantiles) {
  const n = leftOut.length;
  if (n === 1) return { value, low: NaN, high: NaN, rare: false };
  if (leftOut.every((one) => one === leftOut[0])) return point(value, n);
  return student(value, Math.sqrt(byJackknife(leftOut)), leftOut, quantiles);
}

/** @param {number} value @param {number} error @param {number[]} values @param {number[]} quantiles @returns {Estimate} */
function student(value, error, values, quantiles) {
  const half = quantiles[values.length - 1] * error;
  return { value, low: value - half, high: value + half, rare: isLopsided(values) };
}

/** @param {number} value @param {number} n @returns {Estimate} */
function point(value, n) {
  return { value, low: value, high: value, rare: (1 - RARE) ** n > MISSED };
}

/** Whether a few values lie far on one side of all others. @param {number[]} values */
function isLopsided(values) {
  const n = values.length, mean = sum(values) / n, apart = values.map((one) => one - mean);
  return Math.abs(sum(apart.map((one) => one ** 3)) / n) > LOPSIDED * (sum(apart.map((one) => one ** 2)) / n) ** 1.5;
}

/**
 * @param {Estimate} found @param {number} matters in the outcome's unit @param {-1 | 0 | 1} good @param {number} seeds
 * @returns {string} the verdict, as `sim.statistics.verdicts` names it
 */
export function verdict({ low, high, rare }, matters, good, seeds) {
  if (Number.isNaN(low) || Number.isNaN(matters) || seeds < FEWEST) return "cannot_tell_yet";
  if (low > matters) return good === 0 ? "more" : good > 0 ? "better" : "worse";
  if (high < -matters) return good === 0 ? "less" : good < 0 ? "better" : "worse";
  if (!rare && ((-matters < low && high < matters) || (low === 0 && high === 0))) return "too_small_to_matter";
  return low > 0 || high < 0 ? "cannot_tell_yet_direction_settled" : "cannot_tell_yet";
}

/**
 * @param {Pair[]} pairs @param {string[]} names @param {Outcome} outcome @param {number} months @param {number[]} quantiles
 * @returns {Judged} over the last year
 */
export function judged(pairs, names, outcome, months, quantiles) {
  const found = difference(pairs, names, outcome, Math.max(months - 12, 0), months, quantiles);
  const matters = mattersOf(outcome, found.baseline);
  return { ...found, matters, verdict: verdict(found.estimate, matters, outcome.good, pairs.length) };
}

/** The difference that matters in practice, in the outcome's unit. @param {Outcome} outcome @param {number} baseline */
export function mattersOf(outcome, baseline) {
  return outcome.relative ? outcome.matters * Math.abs(baseline) : outcome.matters;
}

/**
 * Seeds with which the same difference and spread would settle a verdict; infinitely many where no number would.
 * @param {Judged} found @param {number} seeds @param {number[]} quantiles
 */
export function seedsNeeded({ estimate, matters }, seeds, quantiles) {
  const half = (estimate.high - estimate.low) / 2, distance = Math.abs(Math.abs(estimate.value) - matters);
  if (Number.isNaN(half) || Number.isNaN(distance) || distance === 0) return Infinity;
  let needed = seeds;
  const quantile = (/** @type {number} */ n) => quantiles[Math.min(Math.round(n) - 1, quantiles.length - 1)];
  for (let turn = 0; turn < 20; turn++) {
    needed = Math.max(seeds * (((half * quantile(needed)) / quantile(seeds)) / distance) ** 2, seeds);
  }
  return Math.ceil(needed);
}

/**
 * Whether seeds are worth adding after a look: some headline verdict is open and likely to be settled by the cap.
 * @param {Judged[]} headline @param {number} seeds @param {number} cap @param {number[]} quantiles
 */
export function goesOn(headline, seeds, cap, quantiles) {
  return headline.some((one) => OPEN.includes(one.verdict) && Math.max(seedsNeeded(one, seeds, quantiles), FEWEST) <= cap);
}

/** @param {number[]} values */
export function sum(values) {
  return values.reduce((total, one) => total + one, 0);
}
