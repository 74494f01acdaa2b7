// @ts-check
/** The same money: what a share of the budget takes in a month, departments' own services give in that month. */
import { TINY, TYPES, steps, through, withSteps } from "./policy.js";

/** @typedef {import("./policy.js").Policy} Policy */
/** @typedef {import("./policy.js").Step} Step */

/** A share is lowered so often until what gives has enough in each month; ramps that cross may take more than one turn. */
const TURNS = 20;

/**
 * A policy with a lever taken through other steps.
 * @param {import("./state.js").Lab} lab @param {string} path @param {string | null} type @param {Step[]} wanted
 * @returns {{policy: Policy, stopped: number | null}} and the value at which a share stops, where nothing is left to give
 */
export function paidFor(lab, path, type, wanted) {
  const before = lab.now.policy, { shares, payer } = lab.data;
  let policy = withSteps(before, path, type, wanted), stopped = null;
  if (!shares.includes(path) || path === payer) return { policy, stopped };
  const given = lab.course(before, payer).map((values, k) => values.map((one, month) => one + lab.course(before, path)[k][month]));
  const left = () => lab.course(policy, path).map((values, k) => values.map((one, month) => given[k][month] - one));
  let rest = left();
  for (let turn = 0; turn < TURNS && wanted.length && Math.min(...rest.flat()) < -TINY; turn++) {
    const last = wanted[wanted.length - 1];
    stopped = Math.max(Math.round((last.value + Math.min(...rest.flat())) * 1e9) / 1e9, 0);
    wanted = [...wanted.slice(0, -1), { ...last, value: stopped }];
    policy = withSteps(before, path, type, wanted);
    rest = left();
  }
  return { policy: paying(lab, policy, rest.map((values) => values.map((one) => Math.max(one, 0)))), stopped };
}

/** A policy whose payer goes through what is left to it. @param {import("./state.js").Lab} lab @param {Policy} policy @param {number[][]} rest by type and month */
function paying(lab, policy, rest) {
  const { payer } = lab.data, courses = rest.map(through);
  const isUsual = rest.every((values, k) => values.every((one) => Math.abs(one - lab.usual(payer, TYPES[k])) < 1e-9));
  if (isUsual) return withSteps(policy, payer, null, []);
  if (courses.every((one) => JSON.stringify(one) === JSON.stringify(courses[0]))) return withSteps(policy, payer, null, courses[0]);
  const stays = withSteps(policy, payer, null, []);
  return TYPES.reduce((so, type, k) => withSteps(so, payer, type, courses[k]), stays);
}

/** The steps with which a lever ends at another value. @param {Policy} policy @param {string} path @param {string | null} type @param {number} to @returns {Step[]} */
export function endingAt(policy, path, type, to) {
  const found = steps(policy, path, type), last = found.at(-1) ?? { month: 0, over: 0, until: null };
  return [...found.slice(0, -1), { ...last, how: "set", value: to }];
}
