import { begin, both, connect, el, languageButton, minutes, p, put, secondsLeft } from "/room.js";
import { show } from "/screens.js";

let state;

function draw() {
  bar();
  if (state?.view) show(state.view);
}

function bar() {
  const view = state?.view, left = state ? secondsLeft(state) : null;
  put("bar", el("strong", {}, view ? both(view.name) : "Shequ"), el("span", { class: "grow" }, view && view.round !== null ? p(`phase.${view.phase}`) : ""),
    left !== null && el("span", { class: left < 30 ? "time short" : "time" }, minutes(left)), languageButton());
}

await begin(draw);
state = connect("board", () => draw(), () => location.replace("/"));
setInterval(bar, 1000);
