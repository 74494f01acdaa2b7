// @ts-check
/**
 * The page: asks the worker for a scenario's run and the baseline's, and shows both, and the hash of the first.
 *
 * @typedef {{
 *   module: string, cases: string, outcomes: string[], headline: [name: string, scale: number][], scenarios: string[], sizes: string[], months: number,
 *   words: Record<string, Record<string, string>>,
 * }} Data
 */
/** @type {Data} */
const data = JSON.parse(element("data").textContent ?? "");
const languages = Object.keys(data.words);
let language = languages.find((one) => navigator.language.startsWith(one)) ?? languages[0];
let turn = 0, took = 0;
/** The first scenario's outcomes with the size and seed that were asked for last. */
let known = { alike: "", of_city: new Float64Array() };
/** @type {() => void} */
let fill = () => {};
/** @type {Map<number, (answer: {of_city: Float64Array, took: number}) => void>} */
const waiting = new Map();

/** @param {string} id @returns {any} */
function element(id) {
  return document.getElementById(id);
}

/** @param {string} text compressed bytes in base 64 */
async function unpacked(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { DecompressionStream } = /** @type {any} */ (globalThis); // newer than some compilers of types
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function start() {
  const code = await WebAssembly.compile(await unpacked(data.module));
  const cases = JSON.parse(new TextDecoder().decode(await unpacked(data.cases)));
  const text = new Blob([element("worker").textContent], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(text));
  worker.onmessage = ({ data: answer }) => {
    if (answer.failed) element("status").textContent = data.words[language].failed.replace("{reason}", answer.failed);
    else waiting.get(answer.turn)?.(answer);
  };
  worker.postMessage({ code, cases });
  element("old").hidden = true;
  element("ask").hidden = false;
  for (const [id, names] of Object.entries({ scenario: data.scenarios, size: data.sizes })) {
    for (const name of names) element(id).append(new Option(name, name));
  }
  for (const one of languages) {
    const button = document.createElement("button");
    button.textContent = data.words[one].language;
    button.onclick = () => speak(one);
    element("languages").append(button);
  }
  speak(language);
  for (const id of ["scenario", "size", "seed"]) element(id).oninput = () => show(worker);
  new URLSearchParams(location.search).forEach((value, id) => (element(id).value = value));
  await show(worker);
}

/** @param {string} chosen */
function speak(chosen) {
  language = document.documentElement.lang = chosen;
  fill();
  element("status").textContent = took ? data.words[language].took.replace("{ms}", took.toFixed(0)) : "…";
  for (const one of document.querySelectorAll("[data-word]")) {
    one.textContent = data.words[language][/** @type {HTMLElement} */ (one).dataset.word ?? ""];
  }
  for (const button of element("languages").children) {
    button.setAttribute("aria-pressed", String(button.textContent === data.words[language].language));
  }
  for (const option of document.querySelectorAll("option")) option.textContent = data.words[language][option.value] ?? option.value;
}

/** @param {Worker} worker */
async function show(worker) {
  const mine = (turn += 2);
  const [scenario, size, seed] = ["scenario", "size", "seed"].map((id) => element(id).value.trim());
  if (!/^\d{1,20}$/.test(seed) || BigInt(seed) >= 2n ** 64n) return element("seed").setCustomValidity("?");
  element("seed").setCustomValidity("");
  element("status").textContent = "…";
  const chosen = await answer(worker, mine, `${scenario} ${size}`, BigInt(seed));
  const [first] = data.scenarios, alike = `${first} ${size} ${seed}`;
  if (known.alike !== alike) {
    const { of_city } = await answer(worker, mine + 1, `${first} ${size}`, BigInt(seed));
    known = { alike, of_city };
  }
  if (mine !== turn) return;
  took = chosen.took;
  element("hash").textContent = await hash(chosen.of_city);
  element("command").textContent = `shequ run ${scenario} --size ${size} --first-seed ${seed} --months ${data.months} --json`;
  const { of_city } = known;
  fill = () =>
    element("rows").replaceChildren(
      ...data.headline.map(([name, scale]) =>
        row(name, scale * last(of_city, name), scale * last(chosen.of_city, name)),
      ),
    );
  speak(language);
}

/** @param {Worker} worker @param {number} mine @param {string} name @param {bigint} seed @returns {Promise<{of_city: Float64Array, took: number}>} */
function answer(worker, mine, name, seed) {
  return new Promise((done) => {
    waiting.clear();
    waiting.set(mine, done);
    worker.postMessage({ turn: mine, name, seed });
  });
}

/** @param {Float64Array} found @param {string} name the outcome in the last month */
function last(found, name) {
  return found[found.length - data.outcomes.length + data.outcomes.indexOf(name)];
}

/** @param {string} name @param {number} before @param {number} after */
function row(name, before, after) {
  const line = document.createElement("tr"), title = document.createElement("th");
  title.dataset.word = `outcome.${name}`;
  title.scope = "row";
  const size = Math.max(Math.abs(before), Math.abs(after)), digits = size < 2 ? 3 : size < 100 ? 1 : 0;
  line.append(title, ...[before, after, after - before].map((value, k) => cell(value, digits, k === 2)));
  return line;
}

/** @param {number} value @param {number} digits behind the point @param {boolean} signed */
function cell(value, digits, signed) {
  const made = document.createElement("td");
  const how = { maximumFractionDigits: digits, minimumFractionDigits: digits };
  const number = Math.abs(value).toLocaleString(language, how);
  made.textContent = Number.isNaN(value) ? "–" : `${value < 0 ? "−" : signed ? "+" : ""}${number}`;
  return made;
}

/**
 * SHA-256 of outcomes in the order of their names, float64.
 * @param {Float64Array} found
 */
async function hash(found) {
  const wide = data.outcomes.length, months = found.length / wide;
  const words = new DataView(new ArrayBuffer(8 * found.length));
  [...data.outcomes].sort().forEach((name, k) => {
    const at = data.outcomes.indexOf(name);
    for (let month = 0; month < months; month++) {
      const value = found[month * wide + at], to = 8 * (k * months + month);
      words.setFloat64(to, Number.isNaN(value) ? NaN : value, true);
    }
  });
  const digest = await crypto.subtle.digest("SHA-256", words.buffer);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

start();
