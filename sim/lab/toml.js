// @ts-check
/**
 * A policy as a scenario file, which `shequ compare` takes, and back.
 *
 * @typedef {{policy: Policy, shocks: string[], name: Record<string, string>}} Read
 */
import { TYPES } from "./policy.js";

/** @typedef {import("./policy.js").Policy} Policy */

const TABLES_OF_A_FILE = ["extends", "name", "question", "levers", "by_type", "by_district", "world", "events", "thresholds"];
const LANGUAGES = ["en", "zh"];

/**
 * @param {Policy} policy @param {string[]} above the scenarios that it extends
 * @param {Record<string, string>} names @param {Record<string, string>} questions by language
 * @param {string} start the run's first month
 */
export function written(policy, above, names, questions, start) {
  const lines = [`extends = ${above.length === 1 ? quoted(above[0]) : `[${above.map(quoted).join(", ")}]`}`];
  for (const [table, texts] of Object.entries({ name: names, question: questions })) {
    lines.push("", `[${table}]`, ...LANGUAGES.map((lang) => `${lang} = ${quoted(texts[lang])}`));
  }
  const places = [[null, "levers", ""], [null, "world", "world."], ...TYPES.map((type) => [type, `by_type.${type}`, ""])];
  for (const [type, table, prefix] of places) {
    const own = policy.settings.filter((one) => one.type === type && one.path.startsWith("world.") === (table === "world"));
    if (own.length) lines.push("", `[${table}]`, ...own.map((one) => `${one.path.slice(prefix?.length)} = ${one.value}`));
  }
  for (const { path, how, value, month, over, until, type } of policy.acts) {
    lines.push("", "[[events]]", `date = ${quoted(monthText(month, start))}`);
    if (until !== null) lines.push(`until = ${quoted(monthText(until, start))}`);
    if (over) lines.push(`over_months = ${over}`);
    if (type !== null) lines.push(`type = ${quoted(type)}`);
    lines.push(`[events.${how}]`, `${quoted(path)} = ${value}`);
  }
  return `${lines.join("\n")}\n`;
}

/** @param {string} text */
function quoted(text) {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

/** @param {number} month from the start @param {string} start such as 2016-01 */
export function monthText(month, start) {
  const [year, first] = start.split("-").map(Number), all = year * 12 + first - 1 + month;
  return `${String(Math.floor(all / 12)).padStart(4, "0")}-${String((all % 12) + 1).padStart(2, "0")}`;
}

/** @param {string} text @param {string} start @returns {number} not a number where it is no month */
export function monthIndex(text, start) {
  const [given, begun] = [text, start].map((one) => /^(\d{4})-(\d{2})$/.exec(one));
  if (!given || !begun || Number(given[2]) < 1 || Number(given[2]) > 12) return NaN;
  return (Number(given[1]) - Number(begun[1])) * 12 + Number(given[2]) - Number(begun[2]);
}

/**
 * @param {string} text a scenario file @param {Record<string, Policy>} known by name, with all that they extend
 * @param {string[]} shocks names of those that are shocks @param {string} start
 * @returns {Read}
 * @throws {SyntaxError} whose message is a key of the catalogs and what to fill in, as JSON
 */
export function read(text, known, shocks, start) {
  const data = parsed(text), above = [data.extends ?? "baseline"].flat();
  const strange = Object.keys(data).find((key) => !TABLES_OF_A_FILE.includes(key));
  if (strange !== undefined) refuse("unknown_key", { name: strange.slice(0, 60) });
  const extended = above.filter((name) => !shocks.includes(name));
  const unknown = extended.find((name) => !Object.hasOwn(known, String(name)));
  if (unknown !== undefined) refuse("no_scenario", { name: String(unknown).slice(0, 60) });
  if (data.by_district) refuse("districts", {});
  const settings = extended.flatMap((name) => known[name].settings), acts = extended.flatMap((name) => known[name].acts);
  for (const [path, value] of leaves(data.levers ?? {})) settings.push({ path, type: null, value });
  for (const [type, levers] of Object.entries(data.by_type ?? {})) {
    for (const [path, value] of leaves(levers)) settings.push({ path, type, value });
  }
  for (const [path, value] of leaves(data.world ?? {}, "world.")) settings.push({ path, type: null, value });
  for (const event of [data.events ?? []].flat()) {
    const month = monthIndex(String(event.date), start), until = event.until === undefined ? null : monthIndex(String(event.until), start);
    const when = { month, over: event.over_months ?? 0, until, type: event.type ?? null };
    for (const how of /** @type {const} */ (["set", "scale"])) {
      for (const [path, value] of leaves(event[how] ?? {})) acts.push({ path, how, value, ...when });
    }
  }
  const name = Object.fromEntries(LANGUAGES.map((lang) => [lang, String(data.name?.[lang] ?? "").slice(0, 200)]));
  return { policy: { settings, acts }, shocks: above.filter((one) => shocks.includes(one)), name };
}

/** @param {object} table @param {string} [prefix] @returns {[string, number][]} */
function leaves(table, prefix = "") {
  return Object.entries(table).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? leaves(value, `${prefix}${key}.`) : [/** @type {[string, number]} */ ([prefix + key, value])],
  );
}

/** @param {string} key @param {Record<string, string>} values @returns {never} */
function refuse(key, values) {
  throw new SyntaxError(JSON.stringify([key, values]));
}

/**
 * What of TOML scenario files are made of: tables, arrays of tables, keys with points, strings, numbers, lists of strings.
 * @param {string} text @returns {any}
 */
export function parsed(text) {
  const root = Object.create(null);
  let table = root;
  text.split(/\r?\n/).forEach((line, k) => {
    const bad = () => refuse("not_toml", { line: String(k + 1) });
    const rest = line.trim();
    if (!rest || rest.startsWith("#")) return;
    const head = /^\[(\[)?([^[\]]+)\]?\]\s*(#.*)?$/.exec(rest);
    if (head) {
      const path = keys(head[2]) ?? bad(), last = path.pop() ?? bad();
      const inside = path.reduce(within, root);
      if (head[1]) {
        inside[last] ??= [];
        if (!Array.isArray(inside[last])) bad();
        inside[last].push((table = Object.create(null)));
      } else table = within(inside, last);
      return;
    }
    const pair = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.-])(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.\s-])*?)\s*=\s*(.+)$/.exec(rest) ?? bad();
    const path = keys(pair[1]) ?? bad(), last = path.pop() ?? bad();
    path.reduce(within, table)[last] = scalar(pair[2]) ?? bad();
  });
  return root;
}

/** @param {any} table @param {string} key @returns {any} the table of that name, the last of many */
function within(table, key) {
  const found = (table[key] ??= Object.create(null));
  const one = Array.isArray(found) ? found.at(-1) : found;
  return typeof one === "object" && one !== null ? one : refuse("not_toml", { line: "?" });
}

/** @param {string} text @returns {string[] | null} */
function keys(text) {
  const found = [...text.matchAll(/\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*(\.|$)/gy)];
  if (found.reduce((n, one) => n + one[0].length, 0) !== text.length) return null;
  return found.map(([, key]) => (/^["']/.test(key) ? key.slice(1, -1) : key));
}

/** @param {string} text @returns {unknown} null where it is none */
function scalar(text) {
  const bare = text.replace(/^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'])*?)\s*(?:#.*)?$/, "$1");
  if (/^[+-]?(\d[\d_]*)(\.\d[\d_]*)?([eE][+-]?\d+)?$/.test(bare)) return Number(bare.replaceAll("_", ""));
  if (/^'[^']*'$/.test(bare)) return bare.slice(1, -1);
  if (bare === "true" || bare === "false") return bare === "true";
  try {
    return JSON.parse(bare.replace(/,\s*\]$/, "]").replace(/\\U([\da-fA-F]{8})/g, (_, code) => String.fromCodePoint(parseInt(code, 16))));
  } catch {
    return null;
  }
}
