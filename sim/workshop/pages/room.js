// What all pages of the room share: words, elements, the connection.

let texts = { en: {}, zh: {} };
const redraws = [];
export const TEAMS = ["#0b57a4", "#b3450b", "#00735c", "#8a2f6b", "#6b5b00", "#3d4a5c", "#b0203a", "#356b1e", "#5a3fb0", "#00657d", "#7a4a2b", "#333333"];

export const language = {
  now: localStorage.getItem("shequ.lang") || (navigator.language.startsWith("zh") ? "zh" : "en"),
  set(lang) {
    this.now = lang;
    localStorage.setItem("shequ.lang", lang);
    document.documentElement.lang = lang;
    redraws.forEach((redraw) => redraw());
  },
};

export async function begin(redraw) {
  texts = await (await fetch("/texts.json")).json();
  document.documentElement.lang = language.now;
  if (lacksChinese()) await document.fonts.load('1em "Shequ Sans"', "社区").catch(() => 0);
  redraws.push(redraw);
  redraw();
}

// Whether this machine draws one box for all Chinese letters: then the room's own have to be there before the first word.
function lacksChinese() {
  const [one, other] = ["社", "区"].map((letter) => {
    const canvas = el("canvas", { width: 20, height: 20 }), pen = canvas.getContext("2d");
    pen.font = "16px sans-serif";
    pen.fillText(letter, 0, 16);
    return canvas.toDataURL();
  });
  return one === other;
}

// A text by its key; names in it stand for values.
export function t(key, values = {}) {
  const found = texts[language.now][key];
  if (found === undefined) return key;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
export const p = (key, values) => t(`workshop.page.${key}`, values);
export const both = (words) => (words ? words[language.now] : "");
export const teamName = (number) => p("team", { number });

// An element; what is in it is always text or elements, never HTML.
export function el(name, given = {}, ...inside) {
  const svg = ["svg", "g", "line", "circle", "text", "path", "rect", "title"].includes(name);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (["checked", "disabled", "selected"].includes(key)) {
      made.toggleAttribute(key, Boolean(value));
      made[key] = value;
    } else if (key === "value") {
      made.setAttribute(key, value);
      made.value = value;
    } else if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value);
  }
  made.append(...inside.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false).map((one) => (one instanceof Node ? one : String(one))));
  return made;
}

// What looks the same stays: a finger that is on it, the keyboard's place and an open list are not lost.
export function put(id, ...inside) {
  const place = document.getElementById(id);
  const nodes = inside.flat(Infinity).filter(Boolean).map((one) => (one instanceof Node ? one : document.createTextNode(one)));
  const isSame = nodes.length === place.childNodes.length && nodes.every((one, k) => one.isEqualNode(place.childNodes[k]));
  if (!isSame) place.replaceChildren(...nodes);
}

// Something to open, which stays as its reader left it however often the page is drawn.
const opened = new Map();
export function fold(key, words, isOpen, ...inside) {
  return el("details", { open: opened.get(key) ?? isOpen, ontoggle: (event) => opened.set(key, event.target.open) }, el("summary", {}, words), inside);
}

export const button = (words, act, given = {}) => el("button", { type: "button", onclick: act, ...given }, words);

function languageButton() {
  return button(language.now === "en" ? "中文" : "English", () => language.set(language.now === "en" ? "zh" : "en"), { class: "quiet", lang: language.now === "en" ? "zh" : "en" });
}

// The bar of a page. It is made anew only where it says something else, or a tap or the keyboard would lose the button each second.
let barred = "", clock = null;
export function bar(state, ...inside) {
  const left = state ? secondsLeft(state) : null;
  const nodes = inside.flat().filter(Boolean);
  const now = `${nodes.map((one) => one.textContent)} ${language.now} ${left === null} ${state?.online}`;
  if (now !== barred) {
    barred = now;
    clock = left === null ? null : el("span", { class: "time" });
    put("bar", nodes, clock, state && !state.online && el("span", { class: "off" }, p("offline")), languageButton());
  }
  if (!clock) return;
  clock.textContent = minutes(left);
  clock.classList.toggle("short", left < 30);
}

export function chip(number) {
  const made = el("span", { class: "chip" }, number);
  made.style.background = TEAMS[(number - 1) % TEAMS.length];
  return made;
}

export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");
}

// A team's number in words: 12 %, 1,080, 300.
export function value(lever, given) {
  if (given === null || given === undefined) return "–";
  if (typeof given !== "number") return String(given);
  return lever && lever.share ? `${+(100 * given).toFixed(1)} %` : given.toLocaleString("en", { maximumFractionDigits: 3 });
}

export function minutes(seconds) {
  const rest = Math.max(0, Math.round(seconds));
  return `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
}

const SILENCE_MS = 12_000;

// A connection that comes back by itself. What must not be lost is kept until the room has answered, over reloads too.
export function connect(role, onView, onGone) {
  const kept = `shequ.outbox.${role}`;
  const outbox = new Map(JSON.parse(localStorage.getItem(kept) || "[]"));
  const waiting = new Map();
  let socket, wait = 300, heard = Date.now();
  const state = { online: false, offset: 0, ask, view: null };
  const save = () => localStorage.setItem(kept, JSON.stringify([...outbox]));

  function open() {
    const own = socket = new WebSocket(`ws://${location.host}/ws?as=${role}`);
    heard = Date.now();
    socket.onopen = () => {
      state.online = true;
      wait = 300;
      for (const message of outbox.values()) socket.send(JSON.stringify(message));
      for (const { message } of waiting.values()) if (!outbox.has(message.id)) socket.send(JSON.stringify(message));
    };
    socket.onmessage = (event) => take(JSON.parse(event.data));
    socket.onclose = (event) => {
      if (own !== socket) return;
      state.online = false;
      if (event.code === 4003) return onGone();
      if (!state.view) askWhetherKnown();
      setTimeout(open, wait * (0.7 + 0.6 * Math.random()));
      wait = Math.min(wait * 1.7, 4000);
      onView(state);
    };
  }

  async function askWhetherKnown() {
    const plan = await fetch("/plan.json").then((answer) => answer.json()).catch(() => null);
    if (plan && !plan.known && role === "person") onGone();
  }

  // A network that breaks in silence closes nothing: without a sign of life the connection is given up.
  function drop() {
    const old = socket;
    old.onmessage = null;
    old.onclose({ code: 0 });
    old.onclose = null;
    old.close();
  }
  setInterval(() => socket.readyState <= WebSocket.OPEN && Date.now() - heard > SILENCE_MS && drop(), 1000);
  addEventListener("offline", () => state.online && drop());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && state.online && Date.now() - heard > SILENCE_MS / 2 && drop());

  function take(message) {
    heard = Date.now();
    if (message.view) {
      state.view = message.view;
      state.offset = message.now - Date.now() / 1000;
      onView(state);
    } else {
      if (outbox.delete(message.re)) save();
      waiting.get(message.re)?.answer(message);
      waiting.delete(message.re);
    }
  }

  function ask(message, mustArrive = false) {
    const whole = { id: newId(), lang: language.now, ...message };
    if (mustArrive) {
      outbox.set(whole.id, whole);
      save();
    }
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(whole));
    return new Promise((answer) => waiting.set(whole.id, { message: whole, answer }));
  }
  open();
  return state;
}

// Seconds that the phase still has; null where there is none.
export function secondsLeft(state) {
  const view = state.view;
  if (!view || view.round === null) return null;
  return view.left ?? view.ends_at - (Date.now() / 1000 + state.offset);
}

export function refusal(answer) {
  if (answer.problems) return answer.problems.join("\n");
  return answer.refused ? p(`refused.${answer.refused}`) : "";
}

// Round numbers between two others, about as many as asked for.
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, k) => +((first + k) * step).toPrecision(12));
}

export function figure(width, height, title, ...inside) {
  return el("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title }, inside);
}

// Changes of a policy by path, events with their dates.
export function changes(list, levers) {
  const known = new Map(levers.map((one) => [one.path, one]));
  return list.map((one) => {
    const [path, date] = one.path.split(" @ ");
    const lever = known.get(path.replace(/^(by_(type|district)\.[^.]+\.)+/, ""));
    const name = lever ? both(lever.means) : path;
    return { path: one.path, name: date ? `${name} @ ${date}` : name, before: value(lever, one.before), after: value(lever, one.after) };
  });
}
