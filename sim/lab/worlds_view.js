// @ts-check
/** What other plausible worlds say, in the report's words (`sim.studies.comparison.world_sentences`) and as dots. */
import { s } from "./dom.js";
import { change, placesFor, signed, word } from "./format.js";
import { wayOf } from "./worlds.js";

/** @typedef {import("./worlds.js").Tally} Tally */
/** How many times more finely than its spread a median over worlds is told. */
const FINER = 5;

/** @param {string} verdict of a world @param {-1 | 0 | 1} good */
function wayIn(verdict, good) {
  const way = wayOf(verdict, good);
  return word(way === "more" || way === "less" ? `worlds.way.${way}` : `windows.${way}`);
}

/** Every verdict with its worlds. @param {Tally} tally @param {-1 | 0 | 1} good @param {"count" | "other"} key @param {string} [but] */
function listed(tally, good, key, but) {
  return tally.counts.filter(([each]) => each !== but).map(([each, count]) => word(`worlds.${key}`, { verdict: wayIn(each, good), count })).join(word("sentence.join"));
}

/** Which way most worlds go, and the others. @param {Tally} tally @param {-1 | 0 | 1} good */
export function counted(tally, good) {
  if (!tally.isMajority) return briefly(tally, good);
  const others = listed(tally, good, "other", tally.leading);
  return others ? word("worlds_others", { led: briefly(tally, good), others }) : briefly(tally, good);
}

/** Which way most worlds go; all counts where there is no majority. @param {Tally} tally @param {-1 | 0 | 1} good */
export function briefly(tally, good) {
  const { leading, count, worlds, isMajority } = tally;
  if (!leading) return word("worlds_open", { worlds });
  return isMajority ? word("worlds_led", { way: wayIn(leading, good), count, worlds }) : word("worlds_split", { worlds, counts: listed(tally, good, "count") });
}

/** The median world's change, and those of the outermost ones. @param {Tally} tally @param {string} unit */
export function overWorlds({ gaps }, unit) {
  const known = gaps.filter(Number.isFinite).sort((a, b) => a - b), n = known.length;
  if (!n) return "";
  const median = (known[Math.floor((n - 1) / 2)] + known[Math.floor(n / 2)]) / 2, places = placesFor((known[n - 1] - known[0]) / (2 * FINER), median, unit);
  return word("worlds.spread", { median: change(median, places, unit), low: signed(known[0], places, unit), high: signed(known[n - 1], places, unit) });
}

/** Each world's difference as a dot on a line, nothing in the middle. @param {number[]} gaps */
export function dots(gaps) {
  const most = Math.max(...gaps.map(Math.abs).filter(Number.isFinite), 1e-12);
  const svg = s("svg", { viewBox: "0 0 240 16", class: "dots", "aria-hidden": "true" }, s("line", { x1: 120, x2: 120, y1: 1, y2: 15, class: "grid" }));
  for (const gap of gaps) if (Number.isFinite(gap)) svg.append(s("circle", { cx: 120 + (112 * gap) / most, cy: 8, r: 3 }));
  return svg;
}
