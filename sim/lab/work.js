// @ts-check
/**
 * Runs pairs beside the page: a baseline, kept for the next policy, and the policy from the month on in which it begins.
 *
 * @typedef {{
 *   turn: number, seed: number, size: string, world: number, begins: number, alike: string, baseline: Numbers, policy: Numbers | null,
 *   columns: Record<string, string>, watch: string,
 * }} Question a pair: `alike` says what baselines have in common, `columns` what the world's frame has otherwise, `watch` whose
 *   months are told: "lost" or "gained" most, a resident's number, or nobody's
 * @typedef {Kept & {people?: People, later?: Kept}} Run
 * @typedef {Record<string, Float32Array | Int32Array>} People months by residents
 * @typedef {{city: Float64Array, places: Float64Array, groups: Float64Array}} Side
 *   the city's outcomes by month; means of the last year of communities and groups
 */
import { Model } from "../browser/model.js";

/**
 * @typedef {import("../browser/model.js").Kept} Kept
 * @typedef {import("../browser/model.js").Numbers} Numbers
 * @typedef {import("../browser/model.js").Case} Case
 * @typedef {import("../browser/model.js").Outcomes} Outcomes
 */
const YEAR = 12;
/** Satisfaction by which a resident counts as better or worse off: what matters in the city's mean. */
const NOTICED = 0.01;
/** How many cities a worker keeps as they were before the policy. */
const MOST_KEPT = 24;
/** What is told of a resident, and whether it is a whole number. @type {[string, boolean][]} */
const TOLD = [["satisfaction", false], ["trust", false], ["belonging", false], ["takes_part", true], ["case_domain", true], ["entered", true], ["age_group", true]];
const { port1, port2 } = new MessageChannel();
/** @type {Model} */
let model;
/** @type {Record<string, Case>} */
let frames = {};
let laid = "", alike = "", latest = 0, busy = Promise.resolve();
/** @type {Map<string, Run>} */
const known = new Map();
/** What baselines in other plausible worlds came to: their cities would take too much room. @type {Map<string, Side>} */
const elsewhere = new Map();

/** Lets in the messages that have come meanwhile. */
const breath = () => new Promise((done) => ((port2.onmessage = done), port1.postMessage(0)));

/** @param {MessageEvent} message */
onmessage = ({ data }) => {
  if (data.code) model = new Model(data.code);
  else if (data.frames) ({ frames } = data);
  else if (data.latest) latest = data.latest;
  else busy = busy.then(() => answer(data));
};

/** @param {Question} asked */
async function answer(asked) {
  const { turn, seed, size, world, watch } = asked;
  try {
    const pair = turn < latest ? null : await answered(asked);
    postMessage({ turn, seed, size, world, watch, ...(pair ?? { dropped: true }) });
  } catch (error) {
    laid = "";
    postMessage({ turn, failed: String(error) });
  }
}

/** @param {Question} asked @returns {Promise<object | null>} null where a newer question has come */
async function answered(asked) {
  if (asked.alike !== alike) for (const each of [known, elsewhere]) each.clear();
  alike = asked.alike;
  const place = `${asked.size} ${asked.world}`, name = `${place} ${asked.seed}`;
  if (laid !== place) model.layOut({ ...frames[asked.size], columns: { ...frames[asked.size].columns, ...asked.columns } });
  laid = place;
  const found = elsewhere.get(name);
  if (found && asked.policy) {
    const after = await run(asked, asked.policy);
    return after && { baseline: found, policy: side(after) };
  }
  const before = (asked.watch ? undefined : known.get(name)) ?? (await run(asked, asked.baseline, undefined, 0));
  if (!before) return null;
  if (!asked.watch && asked.world < 0) keep(name, before);
  if (asked.world >= 0) elsewhere.set(name, side(before));
  const told = (/** @type {Run} */ after) => after.people && before.people && life(asked.watch, before.people, after.people);
  if (!asked.policy) return { baseline: side(before), policy: side(before), life: told(before) };
  const after = await run(asked, asked.policy, asked.watch ? undefined : lastBefore(asked.begins, before), asked.begins);
  if (after?.state.length && asked.begins > 0) before.later = { month: asked.begins, state: after.state, found: before.found };
  return after && { baseline: side(before), policy: side(after), life: told(after) };
}

/** @param {string} name @param {Run} found */
function keep(name, found) {
  known.delete(name);
  known.set(name, found);
  for (const old of known.keys()) if (known.size > MOST_KEPT) known.delete(old);
}

/** The city as it was kept last before a policy begins. @param {number} begins @param {Run} before @returns {Kept | undefined} */
function lastBefore(begins, before) {
  if (begins < 0) return undefined;
  return before.later && before.later.month <= begins ? before.later : before;
}

/**
 * @param {Question} asked @param {Numbers} numbers @param {Kept} [kept] @param {number} [month] before which it is kept
 * @returns {Promise<Run | null>}
 */
async function run({ turn, seed, watch }, numbers, kept, month = -1) {
  const steps = model.run(BigInt(seed), numbers, kept);
  const people = watch ? room() : undefined;
  let state = new Uint8Array();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { found: value, state, month, people };
    if (value === month - 1) state = model.keep();
    if (value >= 0) for (const [name, months] of Object.entries(people ?? {})) months.set(residents(name), value * months.length / model.given.months);
    if (value % YEAR === YEAR - 1) {
      await breath();
      if (latest > turn) return null;
    }
  }
}

/** @param {Run} run @returns {Side} */
function side({ found }) {
  return { city: found.of_city, places: lastYear(found.of_places, "of_places"), groups: lastYear(found.of_groups, "of_groups") };
}

/** @param {string} name a column of residents, one number each */
function residents(name) {
  return /** @type {Float32Array} */ (model.values(`residents_${name}`));
}

/** @returns {People} */
function room() {
  const length = model.given.months * residents("entered").length;
  return Object.fromEntries(TOLD.map(([name, whole]) => [name, whole ? new Int32Array(length) : new Float32Array(length)]));
}

/**
 * Both lives of a resident: of the one asked for, or of those who live here in both to the end the one who lost or gained most.
 * @param {string} watch @param {People} ours @param {People} theirs
 */
function life(watch, ours, theirs) {
  const n = residents("entered").length, months = model.given.months, last = (months - 1) * n;
  const gain = (/** @type {number} */ who) => {
    if (ours.entered[last + who] > 0 || theirs.entered[last + who] > 0) return NaN;
    let sum = 0;
    for (let month = Math.max(months - YEAR, 0); month < months; month++) {
      sum += theirs.satisfaction[month * n + who] - ours.satisfaction[month * n + who];
    }
    return sum;
  };
  const gains = Array.from({ length: n }, (_, one) => gain(one) / Math.min(YEAR, months)).filter((one) => !Number.isNaN(one));
  const spread = { stayed: gains.length, less: gains.filter((one) => one < -NOTICED).length, more: gains.filter((one) => one > NOTICED).length };
  let who = Number(watch);
  if (Number.isNaN(who)) {
    const side = watch === "lost" ? -1 : 1;
    who = 0;
    for (let one = 0; one < n; one++) if (!(side * gain(one) <= side * gain(who))) who = Number.isNaN(gain(one)) ? who : one;
  }
  const of = (/** @type {People} */ people) =>
    Object.fromEntries(TOLD.map(([name]) => [name, Array.from({ length: months }, (_, month) => people[name][month * n + who])]));
  return { who, spread, baseline: of(ours), policy: of(theirs) };
}

/** Means over the last year. @param {Float64Array} values @param {string} name */
function lastYear(values, name) {
  const width = model.columns[name].length, months = values.length / width, last = Math.min(YEAR, months);
  const sums = new Float64Array(width);
  for (let month = months - last; month < months; month++) {
    for (let k = 0; k < width; k++) sums[k] += values[month * width + k];
  }
  return sums.map((sum) => sum / last);
}
