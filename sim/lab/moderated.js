// @ts-check
/** Variances of few seeds in many alike comparisons, each drawn towards the usual one: `sim.statistics.intervals`, with the functions that it needs. */

const STEPS = 60, ALIKE = 1e3, LEAST_VARIANCE = 1e-30;
/** From here on the series in 1 / x are as exact as numbers are. */
const FAR = 15;

/**
 * @param {number[]} variances each with so many degrees of freedom @param {number} freedom
 * @returns {{drawn: number[], freedom: number}}
 */
export function moderated(variances, freedom) {
  const shift = Math.log(freedom / 2) - digamma(freedom / 2), n = variances.length;
  const logs = variances.map((one) => Math.log(Math.max(one, LEAST_VARIANCE)) + shift), mean = logs.reduce((all, one) => all + one, 0) / n;
  const beyond = n > 1 ? logs.reduce((all, one) => all + (one - mean) ** 2, 0) / (n - 1) - trigamma(freedom / 2) : 0;
  const prior = beyond > 0 ? Math.min(2 * inverseTrigamma(beyond), ALIKE) : ALIKE;
  const usual = Math.exp(mean + digamma(prior / 2) - Math.log(prior / 2));
  return { drawn: variances.map((one) => (prior * usual + freedom * one) / (prior + freedom)), freedom: prior + freedom };
}

/** The number whose trigamma is a value, by Newton's method on the reciprocal. @param {number} value */
function inverseTrigamma(value) {
  let found = 0.5 + 1 / value;
  for (let turn = 0; turn < STEPS; turn++) {
    const slope = trigamma(found);
    found += (slope * (1 - slope / value)) / tetragamma(found);
  }
  return found;
}

/** @param {number} x */
function digamma(x) {
  let less = 0;
  for (; x < FAR; x++) less += 1 / x;
  const r = 1 / (x * x);
  return Math.log(x) - 0.5 / x - r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r / 132)))) - less;
}

/** @param {number} x */
function trigamma(x) {
  let more = 0;
  for (; x < FAR; x++) more += 1 / (x * x);
  const r = 1 / (x * x);
  return more + (1 + 0.5 / x + r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - (r * 5) / 66))))) / x;
}

/** @param {number} x */
function tetragamma(x) {
  let less = 0;
  for (; x < FAR; x++) less += 2 / x ** 3;
  const r = 1 / (x * x);
  return -less - r * (1 + 1 / x + r * (1 / 2 - r * (1 / 6 - r * (1 / 6 - r * (3 / 10 - (r * 5) / 6)))));
}

/** Student's quantile of a two-sided interval that errs as often as said, for any degrees of freedom: by halving. @param {number} freedom @param {number} error */
export function studentOf(freedom, error) {
  let low = 0, high = 1;
  while (tails(high, freedom) > error) high *= 2;
  for (let turn = 0; turn < 100; turn++) {
    const middle = (low + high) / 2;
    if (tails(middle, freedom) > error) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How often Student's t lies farther from 0, on either side. @param {number} t @param {number} freedom */
function tails(t, freedom) {
  const a = freedom / 2, b = 0.5, x = freedom / (freedom + t * t), y = (t * t) / (freedom + t * t);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(y, b, a)) / b;
}

/** The continued fraction of the incomplete beta function, by Lentz's method. @param {number} x @param {number} a @param {number} b */
function fraction(x, a, b) {
  let c = 1, d = 1 / (1 - ((a + b) * x) / (a + 1)), found = d;
  for (let m = 1; m < 500; m++) {
    for (const part of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / (1 + part * d);
      c = 1 + part / c;
      found *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return found;
}

/** By Stirling's series. @param {number} x */
function logGamma(x) {
  let less = 0;
  for (; x < FAR; x++) less += Math.log(x);
  const r = 1 / (x * x);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / x - less;
}
