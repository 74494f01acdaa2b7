// A past workshop, event by event.
import { begin, both, el, languageButton, p, put } from "/room.js";
import { show } from "/screens.js";

const events = await (await fetch("/events.json")).json();
const kinds = [...new Set(events.map((one) => one.kind))];
let at = Number(location.hash.slice(1)) || events.length, view = null;

async function go(number) {
  at = Math.min(Math.max(number, 1), events.length);
  history.replaceState(null, "", `#${at}`);
  view = await (await fetch(`/at/${at}`)).json();
  draw();
}

function draw() {
  if (!view) return;
  const event = events[at - 1];
  put("bar", el("strong", {}, both(view.name)), el("span", { class: "grow" }, p("replay.event", { number: at, all: events.length, time: new Date(event.at * 1000).toLocaleTimeString(), kind: event.kind })),
    el("input", { type: "range", min: 1, max: events.length, value: at, "aria-label": p("replay.slider"), oninput: (one) => go(Number(one.target.value)) }), languageButton());
  view.board.view = document.getElementById("shown").value;
  show(view);
}

document.getElementById("steps").append(
  el("select", { id: "shown", onchange: draw }, ["map", "predictions", "policies", "groups", "story"].map((one) => el("option", { value: one }, one))),
  el("select", { onchange: (one) => { const next = events.find((event) => event.number > at && event.kind === one.target.value) ?? events.find((event) => event.kind === one.target.value); if (next) go(next.number); } }, kinds.map((one) => el("option", { value: one }, one))));
await begin(draw);
go(at);
