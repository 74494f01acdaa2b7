// @ts-check
/**
 * Texts in the language chosen, and numbers as people read them; as `sim.language.numbers` writes them.
 */
/** @type {Record<string, Record<string, string>>} */
let catalogs = {};
export let language = "en";
/** @type {Record<string, number>} */
const FINEST = { share: 2, index: 4, months: 2, yuan: 2 };

/** @param {Record<string, Record<string, string>>} words by language */
export function know(words) {
  catalogs = words;
}

/** @param {string} chosen */
export function speak(chosen) {
  language = chosen;
}

/** @param {string} key @param {Record<string, string | number>} [values] */
export function word(key, values = {}) {
  const text = catalogs[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {string} key */
export function hasWord(key) {
  return key in catalogs[language];
}

/** @param {number} value @param {number} places may be negative: tens, hundreds @param {string} unit @param {number} [as] whose scale it has */
export function number(value, places, unit, as = value) {
  if (Number.isNaN(value)) return "–";
  const scale = scaleOf(as, unit), rounded = Math.round(value * 10 ** places) / 10 ** places + 0;
  const digits = Math.min(Math.max(places + scale.digits, 0), 20);
  const how = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return (rounded / 10 ** scale.digits).toLocaleString("en", how).replace("-", "−") + scale.name;
}

/** @param {number} value @param {string} unit */
function scaleOf(value, unit) {
  const scales = unit !== "yuan" ? [] : language === "zh" ? [[1e8, 8, " 亿"], [1e7, 4, " 万"]] : [[1e9, 6, " million"]];
  const [, digits, name] = scales.find(([least]) => Math.abs(value) >= Number(least)) ?? [0, 0, ""];
  return { digits: Number(digits), name: String(name) };
}

/** @param {string} unit */
function points(unit) {
  return unit === "share" ? 100 : 1;
}

/** Decimals that an interval supports. @param {number} half not a number without one @param {number} value @param {string} unit */
export function placesFor(half, value, unit) {
  const size = Math.abs(value * points(unit)), finest = size ? 2 - Math.floor(Math.log10(size)) : 0;
  const places = half > 0 ? Math.ceil(-Math.log10((half * points(unit)) / 3)) : finest;
  return Math.min(places, FINEST[unit] ?? 1);
}

/** A difference with its sign and unit. @param {number} value @param {number} places @param {string} unit @param {number} [as] whose scale it has */
export function change(value, places, unit, as) {
  return word(`number.size.${unit}`, { number: signed(value, places, unit, as) });
}

/** A difference with its sign, and no unit. @param {number} value @param {number} places @param {string} unit @param {number} [as] whose scale it has */
export function signed(value, places, unit, as) {
  const text = number(value * points(unit), places, unit, as);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Both ends at one scale. @param {number} low @param {number} high @param {number} places @param {string} unit @param {number} [scale] of another number */
export function between(low, high, places, unit, scale) {
  const [from, to] = [low * points(unit), high * points(unit)], as = scale ?? Math.max(Math.abs(from), Math.abs(to));
  return word("number.between", { low: number(from, places, unit, as), high: number(to, places, unit, as) });
}

/** As many decimals, or one or two more where an end of an interval would else read as 0 or what matters, which it is not. @param {number} low @param {number} high @param {number} matters @param {number} places @param {string} unit */
export function placesApart(low, high, matters, places, unit) {
  const marks = [0, matters, -matters].filter(Number.isFinite), read = (/** @type {number} */ one, /** @type {number} */ digits) => Math.round(one * points(unit) * 10 ** digits);
  const isHidden = (/** @type {number} */ more) => [low, high].some((end) => marks.some((mark) => end !== mark && read(end, places + more) === read(mark, places + more)));
  return places + ([0, 1, 2].find((more) => !isHidden(more)) ?? 0);
}

/** A value as such: `31.2 %`, `1,234`. @param {number} value @param {string} unit @param {number} [as] whose scale it has */
export function level(value, unit, as = value) {
  if (Number.isNaN(value)) return "–";
  if (unit === "share") return word("number.percent", { number: number(100 * value, 1, unit) });
  const size = Math.abs(value), digits = size ? 3 - Math.floor(Math.log10(size)) : 0;
  return number(value, unit === "index" ? 3 : Math.min(digits, FINEST[unit] ?? 1), unit, as);
}

/** A value with its unit. @param {number} value @param {string} unit */
export function levelWithUnit(value, unit) {
  return unit === "share" ? level(value, unit) : word(`number.size.${unit}`, { number: level(value, unit) });
}

/** A lever's value. @param {number} value @param {{percent: boolean, plain: boolean, unit: Record<string, string>}} lever */
export function setting(value, lever) {
  if (lever.percent) return word("number.percent", { number: plain(100 * value) });
  return lever.plain ? plain(value) : `${plain(value)} ${lever.unit[language]}`;
}

/** @param {number} value */
export function plain(value) {
  return Number(value.toPrecision(6)).toLocaleString("en", { maximumFractionDigits: 6 }).replace("-", "−");
}
