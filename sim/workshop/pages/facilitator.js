import { bar as barOf, begin, both, button, chip, connect, el, fold, language, minutes, p, put, refusal, t, teamName } from "/room.js";

let state, told = "", shock = "";
const main = document.getElementById("main");
main.append(...["told", "clock", "teams", "people", "rounds", "levers", "screen", "end"].map((id) => el("section", { id })));

async function ask(message) {
  if (document.activeElement?.tagName === "SELECT") document.activeElement.blur();
  told = refusal(await state.ask(message));
  draw();
}
const sure = (key, message) => confirm(p(key)) && ask(message);

function draw() {
  const view = state?.view;
  bar(view);
  if (!view) return;
  show("told", told && el("p", { class: "told", role: "alert" }, told));
  show("clock", clock(view));
  show("teams", teams(view));
  show("people", people(view));
  show("rounds", rounds(view));
  show("levers", view.round !== null && levers(view));
  show("screen", screen(view));
  show("end", end(view));
}

// A list in which somebody is choosing is left alone until the choice is made.
function show(id, inside) {
  const active = document.activeElement;
  if (active?.tagName !== "SELECT" || !document.getElementById(id).contains(active)) put(id, inside);
}

function bar(view) {
  barOf(state, el("strong", {}, p("facilitator.title")), view && el("span", {}, p("code", { code: view.code })), el("span", { class: "grow" }, view && view.round !== null ? `${both(view.title)} · ${p(`phase.${view.phase}`)}` : ""));
}

// What the room waits for, in a sentence.
function standing(view) {
  if (view.results) return view.phase === "talk" ? "" : p("facilitator.results");
  const awaited = view.teams.filter((one) => one.members && !one.committed);
  if (!view.round_closed && awaited.length) return view.phase === "steer" ? p("facilitator.awaited", { teams: awaited.map((one) => teamName(one.team)).join(language.now === "zh" ? "、" : ", ") }) : "";
  return p(view.teams.some((one) => one.committed) ? "facilitator.computing" : "facilitator.none_left");
}

function clock(view) {
  if (view.round === null) return el("p", { class: "lead" }, p("facilitator.begin"));
  return [el("div", { class: "row" }, view.phases.map((phase) => button(p(`phase.${phase}`), () => ask({ do: "phase", phase }), { class: phase === view.phase ? "chosen" : "", "aria-pressed": phase === view.phase }))),
    el("p", { class: "hint" }, p(`say.${view.phase}`)), el("p", { class: "lead" }, standing(view)),
    el("div", { class: "row" }, button(p("facilitator.more"), () => ask({ do: "extend", seconds: 60 })), button(p("facilitator.less"), () => ask({ do: "extend", seconds: -60 })),
      button(p(view.held ? "facilitator.go_on" : "facilitator.hold"), () => ask({ do: "hold", on: !view.held }), { class: view.held ? "chosen" : "" }),
      button(p(view.frozen ? "facilitator.thaw" : "facilitator.freeze"), () => ask({ do: "freeze", on: !view.frozen }), { class: view.frozen ? "chosen" : "" }),
      !view.round_closed && button(p("facilitator.close_round"), () => sure("facilitator.close_sure", { do: "close_round" })))];
}

function teams(view) {
  if (!view.teams) return null;
  const state_of = (one) => one.committed ? p("state.committed") : one.agreed !== null ? p("state.proposed", { agreed: one.agreed, members: one.members }) : p("state.nothing");
  const row = (one) => el("tr", { class: one.stuck ? "stuck" : "" }, el("th", {}, chip(one.team), " ", teamName(one.team)), el("td", {}, `${one.here} / ${one.members}`), el("td", {}, `${one.predicted} / ${one.members}`), el("td", {}, state_of(one)),
    el("td", {}, one.stuck ? p("state.stuck") : one.committed || one.silent < 30 ? "" : p("state.silent", { time: minutes(one.silent) })),
    el("td", {}, one.committed && button(p("facilitator.take_back"), () => sure("facilitator.take_back_sure", { do: "take_back", team: one.team }))));
  return [el("h2", {}, p("facilitator.teams")), el("div", { class: "scroll" }, el("table", { class: "words" }, el("thead", {}, el("tr", {}, ["team", "here", "predicted", "policy", "last", "empty"].map((key) => el("th", {}, key === "empty" ? "" : p(`column.${key}`))))), view.teams.filter((one) => one.members).map(row)))];
}

function people(view) {
  const choose = (person) => el("select", { "aria-label": p("facilitator.move"), onchange: (event) => ask({ do: "move", person: person.id, team: Number(event.target.value) }) }, Array.from({ length: view.number_of_teams }, (_, k) => el("option", { value: k + 1, selected: person.team === k + 1 }, k + 1)));
  const row = (person) => el("tr", {}, el("th", {}, person.here ? "● " : "○ ", person.name ?? p("nameless")), el("td", {}, choose(person)), el("td", {}, el("code", {}, view.return_codes[person.id])),
    el("td", {}, person.name !== null && button(p("facilitator.unname"), () => ask({ do: "unname", person: person.id })), " ", button(p("facilitator.remove"), () => sure("facilitator.remove_sure", { do: "remove", person: person.id }))));
  return fold(`people ${view.round === null}`, p("facilitator.people", { count: view.people.length, here: view.people.filter((one) => one.here).length }), view.round === null,
    el("div", { class: "scroll" }, el("table", { class: "words" }, el("thead", {}, el("tr", {}, ["name", "team", "return", "empty"].map((key) => el("th", {}, key === "empty" ? "" : p(`column.${key}`))))), view.people.toSorted((a, b) => a.team - b.team).map(row))));
}

function rounds(view) {
  const start = (number, one) => button(p(one.played ? "facilitator.again" : "facilitator.start"), () => (one.played ? sure("facilitator.again_sure", { do: "begin", round: number }) : ask({ do: "begin", round: number })), { class: one.played || view.round === number ? "" : "main" });
  return [el("h2", {}, p("facilitator.rounds")), el("table", { class: "words" }, view.rounds.map((one, number) => el("tr", { class: number === view.round ? "now" : "" }, el("th", {}, `${number + 1}. ${both(one.name)}`), el("td", {}, p("facilitator.minutes", { minutes: one.minutes.reduce((a, b) => a + b, 0) })), el("td", {}, start(number, one)))))];
}

function levers(view) {
  const box = (lever) => el("label", { class: "pick" }, el("input", { type: "checkbox", checked: view.open.includes(lever.path), onchange: (event) => ask({ do: "lever", lever: lever.path, on: event.target.checked }) }), both(lever.means));
  const played = view.shocks.map((one) => one.id);
  return [fold("levers", p("facilitator.levers", { open: view.open.length, all: view.all_levers.length }), false, el("div", { class: "picks wide" }, view.all_levers.map(box))),
    fold("shock", p("facilitator.shock"), false, el("p", { class: "hint" }, p("facilitator.shock_hint")), el("div", { class: "row" },
      el("select", { onchange: (event) => { shock = event.target.value; } }, el("option", { value: "" }, "–"), Object.entries(view.all_shocks).filter(([key]) => !played.includes(key)).map(([key, name]) => el("option", { value: key, selected: key === shock }, both(name)))),
      button(p("facilitator.play"), () => shock && sure("facilitator.shock_sure", { do: "shock", shock }))))];
}

function screen(view) {
  const outcomes = view.round === null ? [] : view.outcomes;
  const pick = (key, now, list) => el("label", {}, p(`screen.${key}`), el("select", { onchange: (event) => ask({ do: "board", [key]: key === "team" ? Number(event.target.value) : event.target.value }) }, list.map(([id, words]) => el("option", { value: id, selected: id === now }, words))));
  return [el("h2", {}, p("screen.title")), el("div", { class: "row" }, pick("view", view.board.view ?? "map", ["join", "map", "predictions", "policies", "groups", "story"].map((one) => [one, p(`board.${one}`)])),
    outcomes.length > 0 && pick("outcome", view.board.outcome, outcomes.map((one) => [one.id, t(`outcome.${one.id}`)])),
    pick("team", view.board.team ?? 0, Array.from({ length: view.number_of_teams + 1 }, (_, k) => [k, k ? teamName(k) : "–"]))),
    el("p", { class: "row" }, el("a", { href: "/debrief.html?lang=en", target: "_blank" }, "Debrief (English)"), el("a", { href: "/debrief.html?lang=zh", target: "_blank" }, "复盘页（中文）"))];
}

function end(view) {
  return view.closed ? el("p", { class: "banner" }, p("facilitator.ended")) : button(p("facilitator.end"), () => sure("facilitator.end_sure", { do: "close" }), { class: "quiet" });
}

await begin(draw);
state = connect("facilitator", () => draw(), () => location.replace("/"));
setInterval(() => bar(state.view), 1000);
