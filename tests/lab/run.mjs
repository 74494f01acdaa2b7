// Asks the lab's modules, in Node, what tests want to know: each question a line of JSON on the way in, an answer on the way out.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, code, given] = process.argv.slice(2);
const from = (name) => import(pathToFileURL(`${folder}/${name}.js`).href);
const [format, policy, money, toml, stats, worlds, moderated, state, driver] = await Promise.all(["format", "policy", "same_money", "toml", "stats", "worlds", "moderated", "state", "../browser/model"].map(from));
const data = JSON.parse(readFileSync(given, "utf8"));
const compiled = new WebAssembly.Module(readFileSync(code));
const lab = new state.Lab(data, compiled);
const runner = new driver.Model(compiled);

const ANSWERS = {
  /** Runs a choice with a seed, both sides, the policy from the month on in which it begins; leaves outcomes in files. */
  run({ choice, size, seed, file, world = -1 }) {
    lab.now = choice;
    const pair = lab.pair(size, world), frame = data.frames[size];
    runner.layOut({ ...frame, columns: { ...frame.columns, ...pair.columns } });
    const steps = runner.run(BigInt(seed), pair.baseline), begins = Math.max(pair.begins, 0);
    let step = steps.next(), kept;
    for (; !step.done; step = steps.next()) if (step.value === begins - 1) kept = { month: begins, state: runner.keep() };
    if (kept) kept.found = step.value;
    const policy = driver.last(runner.run(BigInt(seed), pair.policy ?? pair.baseline, pair.begins < 0 ? undefined : kept));
    writeFileSync(`${file}.baseline`, new Uint8Array(step.value.of_city.buffer));
    writeFileSync(`${file}.policy`, new Uint8Array(policy.of_city.buffer));
    return pair.begins;
  },
  toml: ({ policy: one, above }) => toml.written(one, above, { en: 'A "name" \\ x', zh: "名“称”" }, { en: "What?", zh: "什么？" }, data.start),
  read: ({ text }) => asked(() => toml.read(text, data.scenarios, data.shocks, data.start)),
  parsed: ({ text }) => asked(() => toml.parsed(text)),
  wrong: ({ choice }) => lab.wrong(choice),
  move: ({ policy: one, path, value, when }) => policy.move(one, path, value, when),
  steps: ({ policy: one, path, type }) => policy.withSteps(one, path, type, policy.steps(one, path, type)),
  /** A share taken through steps with the same money, from another policy. */
  paid({ policy: one, path, type, steps }) {
    lab.now = { start: "baseline", policy: one, shocks: [], assumptions: [] };
    return money.paidFor(lab, path, type, steps);
  },
  /** What comes of the steps that are found for values, month by month. */
  through({ values, path }) {
    const found = policy.withSteps(policy.NOTHING, path, null, policy.through(values));
    return lab.course(found, path)[0];
  },
  moderated: ({ variances, freedom }) => moderated.moderated(variances, freedom),
  places: ({ low, high, matters, places, unit }) => format.placesApart(low, high, matters, places, unit),
  student: ({ freedom, error }) => moderated.studentOf(freedom, error),
  worlds({ outcome, worlds: given }) {
    const own = given.map((pairs) => pairs.map(pair)), months = given[0][0].baseline.length / data.names.length;
    const judged = worlds.judgedInWorlds(own, data.names, outcome, months);
    return { judged, tally: worlds.tally(judged) };
  },
  code: ({ given: one }) => policy.decoded(policy.encoded(one)),
  decoded: ({ code: one }) => policy.decoded(one),
  judged({ outcome, pairs }) {
    const found = stats.judged(pairs.map(pair), data.names, outcome, pairs[0].baseline.length / data.names.length, data.quantiles.headline);
    return { ...found, goesOn: stats.goesOn([found], pairs.length, data.looks.at(-1), data.quantiles.headline) };
  },
};

/** A pair as workers give it. */
function pair({ baseline, policy: theirs }) {
  return { baseline: Float64Array.from(baseline), policy: Float64Array.from(theirs) };
}

/** What a call gives, or what it refuses. */
function asked(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refused: JSON.parse(error.message) };
  }
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { ask, ...rest } = JSON.parse(line);
  console.log(JSON.stringify(ANSWERS[ask](rest) ?? null, (_, value) => (Number.isNaN(value) ? "NaN" : value === Infinity ? "Infinity" : value)));
}
