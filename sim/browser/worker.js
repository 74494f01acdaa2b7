/**
 * Runs what the page asks for beside the page, so that it stays awake. A newer question ends an older one at the end of its year.
 */
const YEAR = 12;
const { port1, port2 } = new MessageChannel();
let model, asked = 0;

/** Lets messages in that have come meanwhile. */
const breath = () => new Promise((done) => ((port2.onmessage = done), port1.postMessage(0)));

onmessage = async ({ data }) => {
  if (data.code) {
    model = new Model(data.code);
    return;
  }
  asked = data.turn;
  if (model.given !== data.given) model.layOut(data.given);
  const began = performance.now(), steps = model.run(data.seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return postMessage({ turn: data.turn, found: value, took: performance.now() - began });
    if (value % YEAR === YEAR - 1) {
      await breath();
      if (asked !== data.turn) return;
    }
  }
};
