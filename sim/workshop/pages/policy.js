// A policy as a form, for devices that do not run the model: one control a lever, and the scenario that comes of it.
import { both, el, p, value } from "/room.js";

const MONEY = "funding.budget_per_resident";

// What a team begins with: a starting point, and all the money that it is given, where that leaves it to the team.
export function begun(view, start = view.baseline) {
  const money = view.levers.find((one) => one.path === MONEY), own = view.starts.find((one) => one.id === start);
  const isGiven = money && view.budget !== null && view.budget !== money.base && !(MONEY in own.values);
  return { start, values: isGiven ? { [MONEY]: view.budget } : {} };
}

export function toml(policy, view) {
  const words = JSON.stringify("policy?");
  const lines = [`extends = ${JSON.stringify(policy.start)}`, "", "[name]", `en = ${words}`, `zh = ${words}`, "", "[question]", `en = ${words}`, `zh = ${words}`];
  for (const [path, given] of Object.entries(policy.values)) {
    const [group, ...rest] = path.split(".");
    lines.push("", `[levers.${[group, ...rest.slice(0, -1)].join(".")}]`, `${rest.at(-1)} = ${given}`);
  }
  return grouped(lines).join("\n") + "\n";
}

// A table may be opened once: later lines of it go to the first.
function grouped(lines) {
  const tables = new Map([["", []]]);
  let now = "";
  for (const line of lines) {
    if (line.startsWith("[")) now = line;
    if (!tables.has(now)) tables.set(now, []);
    if (line && line !== now) tables.get(now).push(line);
  }
  return [...tables].flatMap(([head, own]) => (head ? ["", head, ...own] : own));
}

function shown(policy, view, lever) {
  const start = view.starts.find((one) => one.id === policy.start);
  return policy.values[lever.path] ?? start?.values[lever.path] ?? lever.base;
}

export function form(policy, view, changed) {
  const start = el("select", { onchange: (event) => { Object.assign(policy, begun(view, event.target.value)); changed(true); } },
    view.starts.map((one) => el("option", { value: one.id, selected: one.id === policy.start }, both(one.name))));
  const chosen = view.starts.find((one) => one.id === policy.start);
  return el("div", { class: "levers" },
    el("label", {}, p("form.start"), start),
    chosen && el("p", { class: "hint" }, both(chosen.question), chosen.has_events ? ` ${p("form.dated")}` : ""),
    view.levers.map((lever) => control(lever, policy, view, changed)));
}

function control(lever, policy, view, changed) {
  const isMoney = lever.path === MONEY;
  const high = isMoney && view.budget !== null ? view.budget : lever.high;
  const now = shown(policy, view, lever);
  const step = lever.whole ? 1 : lever.share || high <= 3 ? 0.01 : 1;
  const set = (text) => {
    const given = Number(text);
    if (text === "" || !Number.isFinite(given)) return;
    policy.values[lever.path] = given;
    slider.value = box.value = given;
    say(given);
    changed(false);
  };
  const id = lever.path.replaceAll(".", "-");
  const said = el("output", { for: id });
  const say = (given) => said.replaceChildren(given === lever.base ? p("form.as_before") : p("form.instead_of", { base: value(lever, lever.base) }));
  const limits = { min: Math.min(lever.low, now), max: Math.max(high, now), step, value: now };
  const slider = el("input", { type: "range", id, ...limits, "aria-label": both(lever.means), oninput: (event) => set(event.target.value) });
  const box = el("input", { type: "number", ...limits, "aria-label": both(lever.means), onchange: (event) => set(event.target.value) });
  say(now);
  return el("div", { class: "lever" },
    el("label", { for: id }, both(lever.means), el("span", { class: "hint" }, ` ${isMoney ? p("form.at_most", { budget: view.budget }) : both(lever.unit)}`)),
    el("div", { class: "row" }, slider, box), said);
}
