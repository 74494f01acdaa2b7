// @ts-check
/**
 * Runs what the page asks for beside the page, which stays awake. A newer question ends an older one at the end of its year.
 *
 * @typedef {{turn: number, name: string, seed: bigint}} Question a case by its name, and whose luck
 */
const YEAR = 12;
const { port1, port2 } = new MessageChannel();
/** @type {Model} */
let model;
/** @type {Record<string, Case>} */
let cases = {};
let latest = 0;

/** Lets in the messages that have come meanwhile. */
const breath = () => new Promise((done) => ((port2.onmessage = done), port1.postMessage(0)));

/** @param {MessageEvent} message */
onmessage = async ({ data }) => {
  if (data.code) {
    cases = data.cases;
    model = new Model(data.code);
    return;
  }
  latest = data.turn;
  const began = performance.now();
  try {
    if (model.given !== cases[data.name]) model.layOut(cases[data.name]);
    const found = await answered(data);
    if (found) postMessage({ turn: data.turn, of_city: found.of_city, took: performance.now() - began });
  } catch (error) {
    postMessage({ turn: data.turn, failed: String(error) });
  }
};

/** @param {Question} question @returns {Promise<Outcomes | null>} null where a newer question has come */
async function answered({ turn, seed }) {
  const steps = model.run(seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (value % YEAR === YEAR - 1) {
      await breath();
      if (latest !== turn) return null;
    }
  }
}
