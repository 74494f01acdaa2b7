// What the board shows of a room.
import { both, changes, chip, el, figure, fold, language, p, put, t, TEAMS, teamName, ticks } from "/room.js";

const FIRST_STEPS = 3;
const ids = (things) => Object.keys(things).map(Number).sort((a, b) => a - b);
const colour = (team) => TEAMS[(team - 1) % TEAMS.length];
const scaleOf = (outcome) => (outcome.relative || outcome.unit === "share" ? 100 : 1);
const unitOf = (outcome) => (outcome.relative ? p("percent_of_baseline") : t(`unit.${outcome.unit}`));
const digits = (number) => `${number > 0 ? "+" : number < 0 ? "−" : ""}${Math.abs(number).toLocaleString("en", { maximumSignificantDigits: 2 })}`;

export function show(view) {
  const shown = view.board.view ?? "map";
  if (view.round === null || shown === "join") return put("main", lobby(view));
  const outcome = view.outcomes.find((one) => one.id === view.board.outcome) ?? view.outcomes[0];
  put("main", el("p", { class: "kicker" }, p("round", { number: view.round + 1 })), el("h1", {}, both(view.title)), el("p", { class: view.results ? "hint" : "lead" }, both(view.question)),
    view.shocks.length > 0 && el("p", { class: "shock" }, p("shocks", { names: view.shocks.map((one) => both(one.name)).join(language.now === "zh" ? "、" : ", ") })),
    view.held && el("p", { class: "banner" }, p("banner.held")),
    view.results ? el("div", {}, el("h2", {}, p(`board.${shown}`)), pages[shown](view, outcome)) : waiting(view));
}

function lobby(view) {
  const teams = Object.entries(view.sizes).filter(([, size]) => size);
  return el("div", { class: "lobby" }, el("img", { src: "/qr.svg", alt: p("board.qr") }), el("div", {}, el("h1", {}, p("board.join")), el("p", { class: "lead" }, location.origin), el("p", { class: "code" }, view.code ?? ""),
    el("ul", {}, teams.map(([team, size]) => el("li", {}, chip(Number(team)), ` ${p("board.people", { count: size })}`)))));
}

// Before there are results: what the round is about, who has written down a guess, who has committed.
function waiting(view) {
  if (view.phase === "brief") return el("div", { class: "told-aloud" }, el("p", {}, both(view.story)), view.budget !== null && el("p", {}, p("budget", { budget: view.budget })));
  if (view.phase === "predict") return el("div", {}, el("p", {}, p("board.guessed")), el("ul", { class: "states" }, Object.entries(view.predicted).map(([team, count]) => el("li", { class: count === view.sizes[team] ? "done" : "" }, chip(Number(team)), " ", p("board.of", { count, all: view.sizes[team] })))));
  const teams = Object.entries(view.sizes).filter(([, size]) => size).map(([team]) => Number(team));
  return el("div", {}, el("p", {}, p(view.round_closed || teams.every((one) => view.committed_teams.includes(one)) ? "board.computing" : "board.so_far")), el("ul", { class: "states" }, teams.map((team) => el("li", { class: view.committed_teams.includes(team) ? "done" : "" }, chip(team), " ", p(view.committed_teams.includes(team) ? "state.committed" : "state.working")))));
}

const pages = { map, predictions, policies, groups, story };

// Cost to all against one outcome: where a team's cross touches a zero line, the runs cannot tell which side it is on.
function map(view, outcome) {
  const teams = ids(view.results.teams);
  const points = teams.map((team) => ({ team, x: span(view.results.teams[team].outcomes.total_cost_yuan, { relative: true, unit: "yuan" }), y: span(view.results.teams[team].outcomes[outcome.id], outcome) })).filter((one) => one.x && one.y);
  const [width, height, left, bottom] = [760, 430, 90, 60];
  const xs = range(points.flatMap((one) => one.x)), ys = range(points.flatMap((one) => one.y));
  const x = (one) => left + ((one - xs[0]) / (xs[1] - xs[0])) * (width - left - 20);
  const y = (one) => height - bottom - ((one - ys[0]) / (ys[1] - ys[0])) * (height - bottom - 20);
  const places = apart(points.map((one) => [x(one.x[1]), y(one.y[1])]), 22);
  const cross = ({ team, x: [x0, xm, x1], y: [y0, ym, y1] }) => el("g", { stroke: colour(team), fill: colour(team) },
    el("line", { x1: x(x0), x2: x(x1), y1: y(ym), y2: y(ym), "stroke-width": 3 }), el("line", { x1: x(xm), x2: x(xm), y1: y(y0), y2: y(y1), "stroke-width": 3 }));
  const dot = ({ team }, k) => el("g", { fill: colour(team), transform: `translate(${places[k]})` },
    el("circle", { r: 10 }), el("text", { class: "on", y: 5, "text-anchor": "middle", "font-size": 13, "font-weight": 700 }, team));
  const marks = [...ticks(...xs).map((one) => el("text", { x: x(one), y: height - bottom + 22, "text-anchor": "middle", "font-size": 14 }, digits(one))), ...ticks(...ys).map((one) => el("text", { x: left - 10, y: y(one) + 5, "text-anchor": "end", "font-size": 14 }, digits(one)))];
  const better = outcome.good ? ` ${p(outcome.good > 0 ? "board.up_is_better" : "board.down_is_better")}` : "";
  return el("div", { class: "beside" }, el("div", {}, figure(width, height, p("board.map"), el("line", { x1: x(xs[0]), x2: x(xs[1]), y1: y(0), y2: y(0), stroke: "#57606a" }), el("line", { x1: x(0), x2: x(0), y1: y(ys[0]), y2: y(ys[1]), stroke: "#57606a" }), marks,
    el("text", { x: (left + width) / 2, y: height - 10, "text-anchor": "middle", "font-size": 15 }, p("board.cost")), el("text", { x: left + 8, y: 14, "font-size": 15 }, `${t(`outcome.${outcome.id}`)} (${unitOf(outcome)})${better}`), points.map(cross), points.map(dot)),
    el("p", { class: "hint" }, p("board.map_note", { seeds: view.results.seeds }))), el("div", {}, told(view, outcome), table(view, outcome)));
}

// Places a breadth apart at least: one that would lie on another moves to its right.
function apart(wanted, breadth) {
  const found = [];
  for (let [across, up] of wanted) {
    const on = () => found.find((one) => Math.hypot(one[0] - across, one[1] - up) < breadth - 1);
    for (let other = on(); other; other = on()) across = other[0] + breadth;
    found.push([across, up]);
  }
  return found;
}

function span(one, outcome) {
  if (one.difference === null || one.low === null) return null;
  const scale = outcome.relative ? 100 / Math.abs(one.baseline) : scaleOf(outcome);
  return [one.low * scale, one.difference * scale, one.high * scale];
}

function range(numbers) {
  const low = Math.min(0, ...numbers), high = Math.max(0, ...numbers), room = (high - low || 1) * 0.12;
  return [low - room, high + room];
}

// Which teams the runs can tell apart, each pair once; of all others nothing is said.
function told(view, outcome) {
  const pairs = view.results.apart[outcome.id], words = { outcome: t(`outcome.${outcome.id}`) };
  const better = new Map();
  for (const { teams: [one, other], says } of pairs) {
    if (!["better", "worse", "more", "less"].includes(says)) continue;
    const [first, second] = ["better", "more"].includes(says) ? [other, one] : [one, other];
    const side = ["better", "worse"].includes(says) ? "better" : "more";
    better.set(first, { side, teams: [...(better.get(first)?.teams ?? []), second] });
  }
  if (!pairs.length) return null;
  if (!better.size) return [el("p", { class: "answer" }, p("board.none_apart", words)), alike(view)];
  const line = ([team, { side, teams }]) => el("li", {}, chip(team), ` ${p(`board.apart.${side}`)} `, teams.sort((a, b) => a - b).map((one) => [chip(one), " "]));
  return [el("p", { class: "answer" }, p("board.apart_title", words)), el("ul", { class: "apart" }, [...better].sort(([a], [b]) => a - b).map(line)), alike(view), el("p", { class: "hint" }, p("board.else"))];
}

// Teams that committed one and the same policy, of which nothing is to be told apart.
function alike(view) {
  const same = {};
  for (const team of ids(view.results.changed)) (same[JSON.stringify(view.results.changed[team])] ??= []).push(team);
  return Object.values(same).filter((teams) => teams.length > 1).map((teams) => el("p", { class: "hint" }, p("board.same", { teams: teams.join(language.now === "zh" ? "、" : ", ") })));
}

function table(view, outcome) {
  return el("table", { class: "words" }, el("thead", {}, el("tr", {}, el("th", {}), el("th", {}, t(`outcome.${outcome.id}`)), el("th", {}, p("board.cost_monthly")))), ids(view.results.teams).map((team) => {
    const own = view.results.teams[team].outcomes;
    return el("tr", {}, el("th", {}, chip(team)), el("td", {}, own[outcome.id].said[language.now], " ", el("span", { class: "hint" }, t(`windows.${own[outcome.id].verdict}`))), el("td", {}, own.total_cost_yuan.said[language.now]));
  }));
}

function predictions(view, outcome) {
  const rows = ids(view.results.teams).map((team) => ({ team, guesses: (view.results.predictions[team]?.[outcome.id] ?? []).map((one) => one * scaleOf(outcome)), real: span(view.results.teams[team].outcomes[outcome.id], outcome) })).filter((one) => one.real);
  const [width, line, left] = [760, 46, 60], height = rows.length * line + 50;
  const xs = range(rows.flatMap((one) => [...one.guesses, ...one.real]));
  const x = (one) => left + ((one - xs[0]) / (xs[1] - xs[0])) * (width - left - 20);
  const row = ({ team, guesses, real }, k) => el("g", { stroke: colour(team), fill: colour(team) }, el("text", { x: 10, y: k * line + 35, stroke: "none", "font-size": 18, "font-weight": 700 }, team),
    el("line", { x1: x(real[0]), x2: x(real[2]), y1: k * line + 30, y2: k * line + 30, "stroke-width": 10, opacity: 0.4 }), el("line", { x1: x(real[1]), x2: x(real[1]), y1: k * line + 18, y2: k * line + 42, "stroke-width": 3 }), guesses.map((one) => el("circle", { cx: x(one), cy: k * line + 30, r: 6, fill: "#fff", "stroke-width": 2 })));
  const off = rows.filter((one) => one.guesses.length).map((one) => p("board.inside", { team: teamName(one.team), inside: one.guesses.filter((guess) => guess >= one.real[0] && guess <= one.real[2]).length, all: one.guesses.length, off: digits(one.guesses[Math.floor(one.guesses.length / 2)] - one.real[1]), unit: unitOf(outcome) }));
  return [figure(width, height, p("board.predictions"), el("line", { x1: x(0), x2: x(0), y1: 5, y2: height - 40, stroke: "#57606a" }), ticks(...xs).map((one) => el("text", { x: x(one), y: height - 20, "text-anchor": "middle", "font-size": 14 }, digits(one))), el("text", { x: width - 10, y: height - 2, "text-anchor": "end", "font-size": 14 }, `${t(`outcome.${outcome.id}`)} (${unitOf(outcome)})`), rows.map(row)),
    el("p", { class: "hint" }, p("board.predictions_note")), el("ul", {}, off.map((one) => el("li", {}, one)))];
}

function policies(view) {
  const teams = ids(view.results.changed), lists = Object.fromEntries(teams.map((team) => [team, changes(view.results.changed[team], view.levers)]));
  const paths = [...new Map(teams.flatMap((team) => lists[team].map((one) => [one.path, one])))];
  return el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, p("board.lever")), el("th", {}, p("board.before")), teams.map((team) => el("th", {}, chip(team))))), paths.map(([path, one]) => el("tr", {}, el("th", {}, one.name), el("td", {}, one.before), teams.map((team) => el("td", {}, lists[team].find((other) => other.path === path)?.after ?? "·"))))));
}

// A line a group that some policy moved, a column a team.
function groups(view) {
  const teams = ids(view.results.teams), of = (team, group) => view.results.teams[team].groups.find((one) => one.group === group);
  const moved = [...new Set(teams.flatMap((team) => view.results.teams[team].groups.map((one) => one.group)))];
  const cell = (one) => el("td", { class: one && one.difference < 0 ? "less" : "" }, one ? digits(one.difference) : "·");
  return [el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, p("board.group")), teams.map((team) => el("th", {}, chip(team))))),
    moved.map((group) => el("tr", {}, el("th", {}, t(`group.${group}`)), teams.map((team) => cell(of(team, group)))))), el("p", { class: "hint" }, p("board.groups_note"))];
}

function story(view) {
  const told = view.results.stories, team = told[view.board.team] ? view.board.team : ids(told)[0];
  if (!team) return el("p", {}, p("board.no_story"));
  const one = told[team], [width, height, left] = [760, 260, 40], months = one.lives[0].length;
  const x = (month) => left + (month / months) * (width - left - 10), y = (level) => height - 30 - level * (height - 50);
  const path = (life) => life.map((level, month) => (level === null ? "" : `${month && life[month - 1] !== null ? "L" : "M"}${x(month).toFixed(1)} ${y(level).toFixed(1)}`)).join("");
  const year = Number(one.start.slice(0, 4));
  return [el("p", { class: "answer" }, chip(team), " ", one.told[language.now][0]), figure(width, height, p("board.story"), [0, 0.5, 1].map((level) => el("g", {}, el("line", { x1: left, x2: width, y1: y(level), y2: y(level), stroke: "#d0d7de" }), el("text", { x: left - 8, y: y(level) + 5, "text-anchor": "end", "font-size": 13 }, level))), Array.from({ length: Math.ceil(months / 24) }, (_, k) => el("text", { x: x(k * 24), y: height - 8, "font-size": 13 }, year + 2 * k)),
    el("path", { d: path(one.lives[0]), fill: "none", stroke: "#57606a", "stroke-width": 2, "stroke-dasharray": "6 4" }), el("path", { d: path(one.lives[1]), fill: "none", stroke: colour(team), "stroke-width": 3 })),
    el("p", { class: "hint" }, p("board.story_note", { team: teamName(team) })), chain(one.told[language.now].slice(1), `chain ${view.round} ${team}`)];
}

// The beginning and the end of a chain of causes; what lies between is there for who asks.
function chain(steps, key) {
  const between = steps.slice(FIRST_STEPS, -1), said = (words) => el("p", {}, words);
  return [steps.slice(0, FIRST_STEPS).map(said), between.length > 0 && fold(key, p("board.whole_chain"), false, between.map(said)), steps.slice(FIRST_STEPS).slice(-1).map(said)];
}
