import { bar as barOf, begin, both, connect, el, p } from "/room.js";
import { show } from "/screens.js";

let state;

function draw() {
  bar();
  if (state?.view) show(state.view);
}

function bar() {
  const view = state?.view;
  barOf(state, el("strong", {}, view ? both(view.name) : "Shequ"), el("span", { class: "grow" }, view && view.round !== null ? p(`phase.${view.phase}`) : ""),
    view && el("span", {}, p("board.come_in", { address: location.origin, code: view.code })));
}

await begin(draw);
state = connect("board", () => draw(), () => location.replace("/"));
setInterval(bar, 1000);
