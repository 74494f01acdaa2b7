// @ts-check
/**
 * Lines over months as SVG: the baseline, the policy with its band, what was expected, and when the policy begins.
 *
 * @typedef {{
 *   baseline: number[], policy: number[], low: number[], high: number[], begins: number, years: string[],
 *   guess: (number | null)[] | null, before: number[] | null, show: (value: number) => string, title: string,
 *   isDrawn?: boolean,
 * }} Drawn
 */
import { s } from "./dom.js";

const [HIGH, LEFT, RIGHT, TOP, BELOW] = [240, 64, 10, 10, 26];
const [LEAST, MOST] = [300, 640];
/** Room above and below where a line is to be drawn, as a share of the largest value. */
const ROOM = 0.3;

/** @param {Drawn} drawn @param {number} wide the room there is @returns {{svg: SVGElement, scale: Scale}} */
export function chart(drawn, wide) {
  const lines = [drawn.baseline, drawn.policy, drawn.low, drawn.high, drawn.guess ?? [], drawn.before ?? []];
  const scale = new Scale(lines.flat().filter((one) => one !== null && Number.isFinite(one)), drawn.baseline.length, Math.min(Math.max(wide, LEAST), MOST), drawn.isDrawn ? ROOM : 0);
  const svg = s("svg", { viewBox: `0 0 ${scale.wide} ${HIGH}`, role: "img", "aria-label": drawn.title, class: "chart" });
  for (const value of scale.ticks) {
    svg.append(s("line", { x1: LEFT, x2: scale.wide - RIGHT, y1: scale.y(value), y2: scale.y(value), class: "grid" }));
    svg.append(s("text", { x: LEFT - 6, y: scale.y(value) + 4, "text-anchor": "end" }, drawn.show(value)));
  }
  drawn.years.forEach((year, k) => {
    if (k % 2 === 0) svg.append(s("text", { x: scale.x(12 * k), y: HIGH - 8, "text-anchor": "middle" }, year));
  });
  if (drawn.begins > 0 && drawn.begins < scale.months) {
    svg.append(s("line", { x1: scale.x(drawn.begins), x2: scale.x(drawn.begins), y1: TOP, y2: HIGH - BELOW, class: "begins" }));
  }
  svg.append(s("path", { d: band(scale, drawn.low, drawn.high), class: "band" }));
  if (drawn.before) svg.append(s("path", { d: line(scale, drawn.before), class: "line before" }));
  svg.append(s("path", { d: line(scale, drawn.baseline), class: "line baseline" }));
  svg.append(s("path", { d: line(scale, drawn.policy), class: "line policy" }));
  if (drawn.guess) svg.append(s("path", { d: line(scale, drawn.guess), class: "line guess" }));
  return { svg, scale };
}

/** Where months and values are in a chart. */
export class Scale {
  /** @param {(number | null)[]} values @param {number} months @param {number} wide @param {number} [share] */
  constructor(values, months, wide, share = 0) {
    this.wide = wide;
    const known = /** @type {number[]} */ (values);
    const [least, most] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
    const room = Math.max((most - least || Math.abs(most) || 1) * 0.12, share * Math.max(Math.abs(least), Math.abs(most)));
    this.months = months;
    this.low = least >= 0 ? Math.max(0, least - room) : least - room;
    this.high = most + room;
    const step = nice((this.high - this.low) / 4), first = Math.ceil(this.low / step);
    this.ticks = Array.from({ length: Math.floor(this.high / step) - first + 1 }, (_, k) => (first + k) * step);
  }

  /** @param {number} month */
  x(month) {
    return LEFT + ((this.wide - LEFT - RIGHT) * month) / Math.max(this.months - 1, 1);
  }

  /** @param {number} value */
  y(value) {
    return TOP + ((HIGH - TOP - BELOW) * (this.high - value)) / (this.high - this.low);
  }

  /** The month and value of a point, in shares of the chart's width and height. @param {number} right @param {number} down @returns {[number, number]} */
  at(right, down) {
    const month = Math.round((((right * this.wide - LEFT) / (this.wide - LEFT - RIGHT)) * (this.months - 1)));
    const value = this.high - (((down * HIGH - TOP) / (HIGH - TOP - BELOW)) * (this.high - this.low));
    return [Math.min(Math.max(month, 0), this.months - 1), Math.min(Math.max(value, this.low), this.high)];
  }
}

/** @param {number} size */
function nice(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  return (([1, 2, 5, 10].find((one) => one * power >= size)) ?? 10) * power;
}

/** @param {Scale} scale @param {(number | null)[]} values */
function line(scale, values) {
  let pen = "M";
  return values
    .map((value, month) => {
      if (value === null || !Number.isFinite(value)) return (pen = "M"), "";
      const point = `${pen}${scale.x(month).toFixed(1)} ${scale.y(value).toFixed(1)}`;
      pen = "L";
      return point;
    })
    .join("");
}

/** @param {Scale} scale @param {number[]} low @param {number[]} high */
function band(scale, low, high) {
  const months = [...low.keys()].filter((month) => Number.isFinite(low[month]) && Number.isFinite(high[month]));
  if (months.length < 2) return "";
  const point = (/** @type {number[]} */ of) => (/** @type {number} */ month) => `${scale.x(month).toFixed(1)} ${scale.y(of[month]).toFixed(1)}`;
  return `M${months.map(point(high)).join("L")}L${months.reverse().map(point(low)).join("L")}Z`;
}
