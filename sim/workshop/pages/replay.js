// A past workshop, event by event.
import { bar, begin, both, el, p, put } from "/room.js";
import { show } from "/screens.js";

document.getElementById("main").before(el("div", { id: "steps", class: "row" }));
const events = await (await fetch("/events.json")).json();
const kinds = [...new Set(events.map((one) => one.kind))];
const screens = ["map", "predictions", "policies", "groups", "story"];
let at = Number(location.hash.slice(1)) || events.length, shown = screens[0], wanted = "judged", view = null;

async function go(number) {
  at = Math.min(Math.max(number, 1), events.length);
  history.replaceState(null, "", `#${at}`);
  view = await (await fetch(`/at/${at}`)).json();
  draw();
}

// To the next event of a kind, or from the end to the first one.
function next() {
  const found = events.find((one) => one.number > at && one.kind === wanted) ?? events.find((one) => one.kind === wanted);
  if (found) go(found.number);
}

const pick = (list, words, now, take) => el("select", { onchange: (event) => take(event.target.value) }, list.map((one) => el("option", { value: one, selected: one === now }, p(`${words}.${one}`))));

function draw() {
  if (!view) return;
  const event = events[at - 1], time = new Date(event.at * 1000).toLocaleTimeString();
  bar(null, el("strong", {}, both(view.name)), el("span", { class: "grow" }, p("replay.event", { number: at, all: events.length, time, kind: p(`kind.${event.kind}`) })));
  put("steps",
    el("input", { type: "range", min: 1, max: events.length, value: at, "aria-label": p("replay.slider"), onchange: (one) => go(Number(one.target.value)) }),
    pick(screens, "board", shown, (one) => { shown = one; draw(); }),
    pick(kinds, "kind", wanted, (one) => { wanted = one; }), el("button", { type: "button", onclick: next }, p("replay.next")));
  view.board.view = shown;
  show(view);
}

await begin(draw);
go(at);
