import { bar, begin, both, button, el, language, p, put, refusal } from "/room.js";

const code = new URLSearchParams(location.search).get("c") || "";
let plan = null;
let told = "";
let back = false;
const given = { code, name: "", team: null, back: "" };

function field(label, key, more) {
  return el("label", {}, p(label), el("input", { value: given[key], oninput: (event) => { given[key] = event.target.value; }, autocomplete: "off", ...more }));
}

async function enter(event) {
  event.preventDefault();
  const asked = back ? { code: given.code, back: given.back } : { code: given.code, name: given.name, team: given.team, lang: language.now };
  const answer = await (await fetch("/join", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) })).json();
  if (answer.ok) location.replace("/team");
  told = refusal(answer);
  draw();
}

function teams() {
  const number = (one) => el("label", { class: "pick" }, el("input", { type: "radio", name: "team", required: true, checked: given.team === one, onchange: () => { given.team = one; } }), p("team", { number: one }));
  return el("fieldset", {}, el("legend", {}, p("join.team")), el("div", { class: "picks" }, Array.from({ length: plan.teams }, (_, k) => number(k + 1))));
}

function draw() {
  if (!plan) return;
  bar(null, el("strong", {}, "Shequ"), el("span", { class: "grow" }));
  put("main",
    el("h1", {}, both(plan.name)),
    plan.known && el("p", {}, el("a", { class: "button", href: "/team" }, p("join.go_on"))),
    el("form", { class: "card", onsubmit: enter },
      field("join.code", "code", { required: true, maxlength: 6, class: "code", autocapitalize: "characters" }),
      back ? field("join.return_code", "back", { required: true, maxlength: 8, class: "code", autocapitalize: "characters" }) : [field("join.name", "name", { required: true, maxlength: 24 }), teams()],
      told && el("p", { class: "told", role: "alert" }, told),
      el("button", { class: "main" }, p("join.enter"))),
    button(p(back ? "join.as_new" : "join.again"), () => { back = !back; draw(); }, { class: "quiet" }));
}

plan = await (await fetch("/plan.json")).json();
begin(draw);
