// @ts-check
/** What may be chosen beside levers: policies to start from, shocks, assumptions. */
import { h } from "./dom.js";
import { language, setting, word } from "./format.js";

/** Policies to start from: the baseline and what the page was made for, then theme by theme. @param {any} data */
export function starts({ scenarios, shocks, chosen, levers }) {
  const first = ["baseline", ...chosen], option = (/** @type {string} */ name) => h("option", { value: name }, scenarios[name].name[language]);
  const names = Object.keys(scenarios).filter((name) => !shocks.includes(name) && !first.includes(name));
  const themes = [...new Set([...levers.map((/** @type {any} */ one) => one.theme), ""])].map((theme) => {
    const inside = names.filter((name) => scenarios[name].theme === theme);
    return inside.length ? h("optgroup", { label: word(theme ? `theme.${theme}` : "other_assumptions") }, ...inside.map(option)) : null;
  });
  return [...new Set(first)].map(option).concat(themes.filter(Boolean));
}

/** A box for each shock. @param {any} page */
export function shocks({ data, lab, choose }) {
  return data.shocks.map((/** @type {string} */ name) => {
    const box = h("input", { type: "checkbox", checked: lab.now.shocks.includes(name) }), one = data.scenarios[name];
    box.onchange = () => {
      const others = lab.now.shocks.filter((/** @type {string} */ each) => each !== name);
      choose({ shocks: box.checked ? [...others, name] : others });
    };
    return h("label.check", { title: one.question[language] }, box, h("span", {}, one.name[language]));
  });
}

/** A field for each assumption. @param {any} page */
export function assumptions({ data, lab, choose }) {
  return data.assumptions.map((/** @type {any} */ entry) => {
    const all = /** @type {import("./policy.js").Setting[]} */ (lab.now.assumptions), usual = lab.usual(entry.path, null);
    const now = all.find((one) => one.path === entry.path)?.value ?? usual;
    const field = h("input", { type: "number", value: String(now), min: entry.low, max: entry.high, step: "any" });
    field.onchange = () => {
      const others = lab.now.assumptions.filter((/** @type {any} */ one) => one.path !== entry.path), to = Number(field.value);
      if (field.value === "" || !(to >= entry.domain[0] && to <= entry.domain[1])) return void (field.value = String(now));
      choose({ assumptions: to === usual ? others : [...others, { path: entry.path, type: null, value: to }] });
    };
    return h("label", {}, h("span", {}, entry.means[language], " ", h("small", {}, `${setting(entry.low, entry)} – ${setting(entry.high, entry)}`)), field);
  });
}
