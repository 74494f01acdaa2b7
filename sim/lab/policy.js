// @ts-check
/**
 * A policy on the page: what it sets from the start, and what its events do; everything beside the baseline.
 *
 * @typedef {{path: string, type: string | null, value: number}} Setting
 * @typedef {{
 *   path: string, how: "set" | "scale", value: number, month: number, over: number, until: number | null, type: string | null,
 * }} Act
 * @typedef {{settings: Setting[], acts: Act[]}} Policy
 * @typedef {{how: "set" | "scale", value: number, month: number, over: number, until: number | null}} Step of a lever's course
 * @typedef {{path: string, at: number, low: number, high: number, domain: [number, number], integer: boolean, unit: string}} Entry
 * @typedef {{month: number, over: number, until: number | null, type: string | null}} When when and where a lever is moved
 */
export const TYPES = ["traditional", "market", "rural", "industrial"];
const FACTS = 7;
/** Below what two numbers differ by rounding alone. */
export const TINY = 1e-12;
/** @type {Policy} */
export const NOTHING = { settings: [], acts: [] };
/** @type {When} */
export const ALWAYS = { month: 0, over: 0, until: null, type: null };

/**
 * The numbers that the driver takes: the baseline's with settings laid on them, and acts in the order in which they apply.
 * @param {Float64Array} base the baseline's, by row and entry @param {Policy[]} policies one laid on the other
 * @param {Record<string, number>} places of each path in a row
 * @param {[number, number][]} thresholds entries that a sample has smaller, and by how much
 * @returns {{base: Float64Array, acts: Float64Array}}
 */
export function numbers(base, policies, places, thresholds) {
  const wide = base.length / (TYPES.length + 1), made = base.slice(), scale = new Map(thresholds);
  for (const { path, type, value } of policies.flatMap((one) => one.settings)) {
    for (const row of rows(type)) made[row * wide + places[path]] = value;
  }
  for (const [at, share] of thresholds) for (let row = 0; row <= TYPES.length; row++) made[row * wide + at] *= share;
  const acts = policies.flatMap((one) => one.acts).sort(before);
  const found = acts.flatMap((one) => rows(one.type).map((row) => fact(row, one, places[one.path], scale)));
  return { base: made, acts: Float64Array.from(found.flat()) };
}

/** @param {string | null} type @returns {number[]} */
function rows(type) {
  return type === null ? [...TYPES.keys(), TYPES.length] : [1 + TYPES.indexOf(type)];
}

/** @param {number} row @param {Act} one @param {number} at @param {Map<number, number>} scale */
function fact(row, { how, value, month, over, until }, at, scale) {
  const given = how === "set" ? value * (scale.get(at) ?? 1) : value;
  return [row, at, Number(how === "scale"), given, month, over, until ?? Infinity];
}

/** @param {Act} a @param {Act} b */
function before(a, b) {
  const keys = [a, b].map((one) => [Number(one.how === "scale"), one.month, one.path, one.type ?? "", one.value]);
  const k = keys[0].findIndex((key, place) => key !== keys[1][place]);
  return k < 0 ? 0 : keys[0][k] < keys[1][k] ? -1 : 1;
}

/**
 * The first month that a policy makes another than the baseline's; -1 where already the making of the city is another.
 * @param {Policy} policy @param {number} months as long as a run, where it changes nothing
 */
export function begins({ settings, acts }, months) {
  const all = [...settings.map(({ path }) => ({ path, month: 0 })), ...acts];
  const first = Math.min(months, ...all.map((one) => one.month));
  return first === 0 && all.some((one) => one.month === 0 && one.path.startsWith("world.")) ? -1 : first;
}

/**
 * What a policy aims at: a value behind all events, those that end taken as if they lasted.
 * @param {Policy} policy @param {string} path @param {string | null} type @param {number} usual the baseline's
 */
export function value({ settings, acts }, path, type, usual) {
  const covers = (/** @type {{path: string, type: string | null}} */ one) => one.path === path && (one.type === null || one.type === type);
  const start = settings.filter(covers).reduce((_, one) => one.value, usual);
  return acts.filter(covers).sort(before)
    .reduce((now, one) => (one.how === "set" ? one.value : now * one.value), start);
}

/**
 * What a policy does to a lever in a type of community, or everywhere, step by step; what is set from the start comes first.
 * @param {Policy} policy @param {string} path @param {string | null} type @returns {Step[]}
 */
export function steps({ settings, acts }, path, type) {
  const covers = (/** @type {{path: string, type: string | null}} */ one) => one.path === path && (one.type === null || one.type === type);
  const start = settings.filter(covers).slice(-1).map((one) => ({ how: /** @type {const} */ ("set"), value: one.value, month: 0, over: 0, until: null }));
  return [...start, ...acts.filter(covers).sort(before).map(({ how, value, month, over, until }) => ({ how, value, month, over, until }))];
}

/** @param {Policy} policy @param {string} path */
export function isMoved({ settings, acts }, path) {
  return [...settings, ...acts].some((one) => one.path === path);
}

/**
 * A policy with a lever moved at one date: whatever else it did to that lever there is gone.
 * @param {Policy} policy @param {string} path @param {number | null} value null puts it back @param {When} when
 * @returns {Policy}
 */
export function move(policy, path, value, { type, month, over, until }) {
  return withSteps(policy, path, type, value === null ? [] : [{ how: "set", value, month, over, until }]);
}

/**
 * A policy that takes a lever through these steps, and no others.
 * @param {Policy} policy @param {string} path @param {string | null} type @param {Step[]} wanted
 * @returns {Policy}
 */
export function withSteps(policy, path, type, wanted) {
  const apart = type === null ? policy : byType(policy, path);
  const stays = (/** @type {{path: string, type: string | null}} */ one) => one.path !== path || (type !== null && one.type !== type);
  const isStart = (/** @type {Step} */ one) => one.how === "set" && one.month === 0 && one.over < 2 && one.until === null;
  return {
    settings: [...apart.settings.filter(stays), ...wanted.filter(isStart).map(({ value }) => ({ path, type, value }))],
    acts: [...apart.acts.filter(stays), ...wanted.filter((one) => !isStart(one)).map((one) => ({ path, ...one, type }))],
  };
}

/**
 * Steps that take a lever through given values.
 * @param {number[]} values by month
 * @returns {Step[]}
 */
export function through(values) {
  const rise = (/** @type {number} */ month) => values[month] - values[month - 1];
  const [first] = values, found = [step(first, 0, 0)];
  for (let month = 1; month < values.length; month++) {
    if (Math.abs(rise(month)) < TINY) continue;
    let end = month;
    while (end + 1 < values.length && Math.abs(rise(end + 1) - rise(month)) < TINY) end++;
    found.push(step(values[end], month, end === month ? 0 : end - month + 1));
    month = end;
  }
  return found;
}

/** @param {number} value @param {number} month @param {number} over @returns {Step} */
function step(value, month, over) {
  return { how: "set", value: Math.round(value * 1e9) / 1e9, month, over, until: null };
}

/** What is done to a lever everywhere, said type by type: so that one type can do otherwise. @param {Policy} policy @param {string} path @returns {Policy} */
function byType({ settings, acts }, path) {
  const apart = (/** @type {any} */ one) => (one.path === path && one.type === null ? TYPES.map((type) => ({ ...one, type })) : [one]);
  return { settings: settings.flatMap(apart), acts: acts.flatMap(apart) };
}

/**
 * What is wrong with a policy that came from outside, as a key of the catalogs and what to fill in; nothing where all is well.
 * @param {any} policy @param {Record<string, Entry>} entries @param {number} months @returns {[string, Record<string, string>] | null}
 */
export function wrong(policy, entries, months) {
  if (!Array.isArray(policy?.settings) || !Array.isArray(policy?.acts)) return ["not_a_policy", {}];
  if (policy.settings.length + policy.acts.length > 400) return ["too_much", {}];
  for (const one of [...policy.settings, ...policy.acts]) {
    const known = Object.hasOwn(entries, String(one?.path)) ? entries[one.path] : null;
    if (!known) return ["no_lever", { path: shortened(one?.path) }];
    if (one.type !== null && (!TYPES.includes(one.type) || one.path.startsWith("world."))) return ["no_type", { path: one.path }];
    const [low, high] = one.how === "scale" ? [0, 1000] : known.domain;
    if (typeof one.value !== "number" || !(one.value >= low && one.value <= high)) {
      return ["out_of_range", { path: one.path, low: String(low), high: String(high) }];
    }
  }
  return policy.acts.every((/** @type {any} */ one) => isDated(one, months)) ? null : ["no_date", {}];
}

/** @param {any} one @param {number} months */
function isDated({ how, month, over, until }, months) {
  const whole = (/** @type {any} */ number, /** @type {number} */ low) => Number.isInteger(number) && number >= low && number <= 1200;
  return ["set", "scale"].includes(how) && whole(month, 0) && whole(over, 0) && (until === null || (whole(until, month + 1) && over <= until - month)) && months > 0;
}

/** @param {unknown} text */
export function shortened(text) {
  return String(text).slice(0, 60);
}

/** @param {unknown} given what a share link holds: base 64 of JSON, fit for an address */
export function encoded(given) {
  const text = new TextEncoder().encode(JSON.stringify(given));
  return btoa(String.fromCharCode(...text)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} code @returns {unknown} null where it is none */
export function decoded(code) {
  try {
    const text = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
  } catch {
    return null;
  }
}
