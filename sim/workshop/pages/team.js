import { bar as barOf, begin, both, button, changes, chip, connect, el, fold, language, newId, p, put, refusal, t, teamName } from "/room.js";
import { begun, form, toml } from "/policy.js";

let state, policy = null, tried = null, told = "", seen = "", lab = null, labPolicy = null, labRound = "", labStart = "", hasLab = typeof WebAssembly === "object", trying = false;
const main = document.getElementById("main");
const parts = ["banner", "brief", "predict", "steer", "dock", "ours", "results", "me"];
main.append(...parts.map((id) => el("section", { id })));

function draw() {
  if (!state) return;
  const view = state.view;
  bar(view);
  if (!view) return;
  const key = `${view.round} ${view.levers?.map((one) => one.path)} ${view.phase} ${language.now} ${view.committed} ${JSON.stringify(view.levels)}`;
  put("banner", banner(view));
  put("brief", view.round === null ? el("p", { class: "lead" }, p("wait")) : brief(view));
  if (key !== seen) {
    seen = key;
    if (policy?.round !== view.round) policy = view.round === null ? null : { ...begun(view), round: view.round };
    put("predict", view.round !== null && !view.committed && ["predict", "steer"].includes(view.phase) && predict(view));
    steer(view);
  }
  put("dock", dock(view));
  put("ours", ours(view));
  put("results", view.results && results(view));
  put("me", me(view));
}

function bar(view) {
  barOf(state, view && chip(view.me.team), el("strong", {}, view ? teamName(view.me.team) : "Shequ"), el("span", { class: "grow" }, view && view.round !== null ? p(`phase.${view.phase}`) : ""));
}

function banner(view) {
  const said = view.closed ? p("banner.closed") : view.held ? p("banner.held") : view.frozen ? p("banner.frozen") : "";
  return [said && el("p", { class: "banner", role: "status" }, said), told && el("p", { class: "told", role: "alert" }, told, button("×", () => { told = ""; draw(); }, { class: "quiet", "aria-label": p("close") }))];
}

function brief(view) {
  return [el("p", { class: "kicker" }, p("round", { number: view.round + 1 })), el("h1", {}, both(view.title)), el("p", { class: ["brief", "predict"].includes(view.phase) ? "lead" : "" }, both(view.question)),
    fold(`brief ${view.round} ${view.phase === "brief"}`, p("brief"), view.phase === "brief", el("p", {}, both(view.story)), view.budget !== null && el("p", {}, p("budget", { budget: view.budget }))),
    view.shocks.length > 0 && el("p", { class: "shock" }, p("shocks", { names: view.shocks.map((one) => both(one.name)).join(language.now === "zh" ? "、" : ", ") }))];
}

function unitOf(outcome) {
  return outcome.relative ? p("percent_of_baseline") : t(`unit.${outcome.unit}`);
}
const scaleOf = (outcome) => (outcome.relative || outcome.unit === "share" ? 100 : 1);

function predict(view) {
  const given = {};
  const row = (outcome) => {
    const before = view.prediction[outcome.id], level = view.levels[outcome.id], own = outcome.unit === "share" ? 100 : 1;
    const size = el("input", { type: "number", min: 0, step: "any", inputmode: "decimal", value: before === undefined ? "" : +Math.abs(before * scaleOf(outcome)).toFixed(4), "aria-label": p("predict.by") });
    const side = el("select", { "aria-label": p("predict.side") }, [["", "–"], ["1", p("predict.more")], ["0", p("predict.same")], ["-1", p("predict.less")]].map(([key, words]) => el("option", { value: key, selected: before !== undefined && String(Math.sign(before)) === key }, words)));
    given[outcome.id] = () => (side.value === "" ? null : side.value === "0" ? 0 : size.value === "" ? null : (Number(side.value) * Math.abs(Number(size.value))) / scaleOf(outcome));
    return el("div", { class: "lever" }, el("span", { class: "name" }, t(`outcome.${outcome.id}`), " ", el("span", { class: "hint" }, level === undefined ? "" : p("predict.as_before", { level: `${plainNumber(level * own)}${outcome.relative ? ` ${t(`unit.${outcome.unit}`)}` : ""}` }))), el("div", { class: "row" }, side, size, el("span", { class: "hint" }, unitOf(outcome))));
  };
  const rows = view.outcomes.map(row);
  const done = Object.keys(view.prediction).length > 0, folded = done && view.phase === "steer";
  const title = folded ? el("summary", {}, p("predict.mine")) : el("h2", {}, p("predict.title"));
  return el(folded ? "details" : "div", { class: "card" }, title, el("p", { class: "hint" }, p("predict.hint")), rows,
    button(p(done ? "predict.change" : "predict.send"), async () => {
      const values = Object.fromEntries(Object.entries(given).map(([key, read]) => [key, read()]).filter(([, one]) => one !== null));
      told = Object.keys(values).length < view.outcomes.length ? p("predict.missing") : impossible(view, values) || refusal(await state.ask({ do: "predict", round: view.round, values }, true));
      if (!told) document.getElementById("live").textContent = p("predict.kept");
      draw();
    }, { class: done ? "" : "main" }));
}

const plainNumber = (one) => one.toLocaleString("en", { maximumSignificantDigits: 3 });

// Which guess leads where no outcome can be: beyond the ends of a scale, or below nothing.
function impossible(view, values) {
  for (const outcome of view.outcomes) {
    const level = view.levels[outcome.id], guess = values[outcome.id], share = outcome.unit === "share" ? 100 : 1;
    if (level === undefined) continue;
    const sum = outcome.relative ? level * (1 + guess) : level + guess, high = ["index", "share"].includes(outcome.unit) ? 1 : null;
    if (sum < 0 || (high !== null && sum > high)) return p("predict.between", { outcome: t(`outcome.${outcome.id}`), sum: plainNumber(sum * share), low: 0, high: high === null ? "∞" : high * share });
  }
  return "";
}

function steer(view) {
  const on = view.round !== null && !view.committed && view.phase === "steer";
  if (!on) {
    lab = labPolicy = null;
    return put("steer");
  }
  if (view.lab && hasLab) return labFrame(view);
  const result = el("div", { id: "tried" });
  put("steer", el("div", { class: "card" }, el("h2", {}, p("steer.title")), el("p", { class: "hint" }, p("steer.hint")),
    form(policy, view, (again) => { if (again) { seen = ""; draw(); } }),
    result));
  showTried(view);
}

async function attempt(view) {
  trying = true;
  showTried(view);
  document.getElementById("tried").scrollIntoView({ block: "center" });
  const answer = await state.ask({ do: "try", round: view.round, toml: toml(policy, view) });
  if (answer.superseded) return;
  trying = false;
  told = refusal(answer);
  tried = answer.tried || null;
  draw();
  showTried(view);
}

function showTried(view) {
  if (!document.getElementById("tried")) return;
  put("tried", trying && el("p", { class: "hint" }, p("steer.trying")), tried && el("table", {}, el("caption", {}, p("steer.tried")), Object.entries(tried).map(([key, one]) => el("tr", {}, el("th", {}, t(`outcome.${key}`)), el("td", {}, one.said[language.now])))), tried && el("p", { class: "hint" }, p("steer.few")));
}

// What one does next stays in sight, however long the page is.
function dock(view) {
  if (view.round === null || view.phase !== "steer" || view.committed || view.results) return null;
  const mine = view.proposal, inLab = Boolean(lab);
  return el("div", { class: "row" },
    !inLab && button(p("steer.try"), () => attempt(view)),
    button(p("steer.propose"), () => propose(view, inLab ? labPolicy : toml(policy, view)), { class: mine ? "" : "main", disabled: inLab && !labPolicy }),
    mine && button(p("ours.see", { count: mine.agreed.length, all: view.team.length }), () => document.getElementById("ours").scrollIntoView({ behavior: "smooth" }), { class: "main" }));
}

// The lab stays as long as the round and its levers do, so that nobody's tries are lost by a redraw.
function labFrame(view) {
  const key = `${view.round} ${view.levers.map((one) => one.path)} ${view.shocks.map((one) => one.id)}`;
  if (lab && labRound === key) {
    labWords(view);
    return tellLab(null);
  }
  labRound = key;
  labStart = view.baseline;
  labPolicy = null;
  lab = el("iframe", { src: "/lab.html#embed", title: p("steer.title"), class: "lab", "data-round": key });
  put("steer", el("div", { id: "lab-head" }), lab, el("div", { id: "lab-foot" }));
  labWords(view);
  setTimeout(() => lab && labRound === key && !labPolicy && plain(), 30_000);
}

// What stands around the lab, in the language of the moment.
function labWords(view) {
  const choose = (event) => {
    labStart = event.target.value;
    tellLab(toml(begun(view, labStart), view));
  };
  const start = el("select", { onchange: choose }, view.starts.map((one) => el("option", { value: one.id, selected: one.id === labStart }, both(one.name))));
  put("lab-head", el("h2", {}, p("steer.title")), el("p", { class: "hint" }, p("steer.hint")), el("label", {}, p("form.start"), start));
  put("lab-foot", button(p("steer.plain"), plain, { class: "quiet" }));
}

// This device does not run the model, or its owner prefers the form: the laptop computes.
function plain() {
  hasLab = false;
  lab = null;
  seen = "";
  draw();
}

addEventListener("message", (event) => {
  if (event.origin !== location.origin || !lab || event.source !== lab.contentWindow) return;
  if (event.data?.shequ === "ready") tellLab(state.view.proposal?.toml ?? null);
  if (event.data?.shequ === "policy") {
    labPolicy = String(event.data.toml);
    put("dock", dock(state.view));
  }
});

function tellLab(policy) {
  const view = state.view, shown = policy ?? labPolicy ?? toml(begun(view), view);
  lab.contentWindow.postMessage({ shequ: "round", open: view.levers.map((one) => one.path), shocks: view.shocks.map((one) => one.id), policy: shown, lang: language.now }, location.origin);
}

async function propose(view, text) {
  const answer = await state.ask({ do: "propose", round: view.round, toml: text, id: newId() }, true);
  told = refusal(answer);
  draw();
}

function ours(view) {
  if (view.round === null) return null;
  const mine = view.proposal;
  const names = (ids) => ids.map((id) => view.team.find((one) => one.id === id)).filter(Boolean).map((one) => one.name ?? p("nameless"));
  if (view.committed && view.results === null) return el("div", { class: "card done" }, el("h2", {}, p("ours.committed")), el("p", {}, p(view.round_closed ? "ours.computing" : "ours.wait")), changed(mine, view));
  if (view.results || !mine) return view.phase === "steer" && !view.results && el("p", { class: "hint" }, p("ours.none"));
  const agreed = mine.agreed.includes(view.me.id);
  return el("div", { class: "card", "data-proposal": mine.id }, el("h2", {}, p("ours.title")), el("p", { class: "hint" }, p("ours.by", { name: mine.by ?? p("nameless") })), changed(mine, view),
    el("p", {}, p("ours.agree_so_far", { names: names(mine.agreed).join(language.now === "zh" ? "、" : ", ") || "–", count: mine.agreed.length, all: view.team.length })),
    view.phase === "steer" && !view.committed && el("div", { class: "row" },
      button(p(agreed ? "ours.disagree" : "ours.agree"), () => send({ do: "agree", round: view.round, proposal: mine.id, on: !agreed })),
      button(p("ours.commit"), () => confirm(p("ours.sure")) && send({ do: "commit", round: view.round, proposal: mine.id }), { class: "main", disabled: !view.may_commit })),
    !view.may_commit && view.phase === "steer" && el("p", { class: "hint" }, p("ours.need")));
}

async function send(message) {
  told = refusal(await state.ask(message, true));
  draw();
}

function changed(proposal, view) {
  const list = proposal ? changes(proposal.changed, view.levers) : [];
  if (!list.length) return el("p", {}, p("ours.nothing"));
  return el("table", { class: "policy" }, list.map((one) => el("tr", {}, el("th", {}, one.name), el("td", {}, `${one.before} → ${one.after}`))));
}

function results(view) {
  const mine = view.results.teams[view.me.team];
  if (!mine) return el("p", {}, p("results.none"));
  const part = (outcome) => {
    const one = mine.outcomes[outcome.id], guess = view.prediction[outcome.id];
    const real = outcome.relative ? one.relative : one.difference;
    const off = guess === undefined || real === null ? null : p("results.guess", { guess: signed(guess * scaleOf(outcome)), real: signed(real * scaleOf(outcome)), unit: unitOf(outcome) });
    return el("div", { class: "outcome" }, el("h3", {}, t(`outcome.${outcome.id}`)), el("p", {}, el("strong", {}, t(`windows.${one.verdict}`)), ` · ${one.said[language.now]}`), off && el("p", { class: "hint" }, off));
  };
  const story = view.results.stories[view.me.team];
  return el("div", { class: "card" }, el("h2", {}, p("results.title")), el("p", { class: "hint" }, p("results.hint", { seeds: view.results.seeds })),
    view.outcomes.map(part),
    story && fold(`story ${view.round}`, p("results.story"), false, story.told[language.now].map((one) => el("p", {}, one))));
}

function signed(number) {
  return `${number > 0 ? "+" : number < 0 ? "−" : ""}${Math.abs(number).toLocaleString("en", { maximumSignificantDigits: 2 })}`;
}

function me(view) {
  return fold("me", `${view.me.name ?? p("nameless")} · ${p("me.more")}`, false, el("p", {}, p("me.return", { code: view.return_code })), el("p", {}, p("me.team", { names: view.team.map((one) => (one.name ?? p("nameless")) + (one.here ? "" : ` (${p("me.away")})`)).join(language.now === "zh" ? "、" : ", ") })));
}

await begin(draw);
state = connect("person", () => draw(), () => location.replace("/"));
setInterval(() => bar(state.view), 1000);
