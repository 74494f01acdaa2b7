// @ts-check
/**
 * Workers, each with the seeds that are its own, so that it finds the baselines which it kept.
 *
 * @typedef {import("./work.js").Question} Question
 * @typedef {import("./work.js").Side} Side
 * @typedef {{turn: number, seed: number, size: string, world: number, watch: string, baseline: Side, policy: Side, life?: any, failed?: string}} Answer
 */
const MOST_WORKERS = 4, USUAL_CORES = 2;

export class Pool {
  /** @type {(answer: Answer) => void} told of each answer */
  hear = () => {};

  /** Workers start while the page is still being unpacked: each gets the module, and the frames, as soon as these are there. @param {string} text the workers' script */
  constructor(text) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    // one core is the page's own, so that levers move smoothly
    const count = Math.min(Math.max((navigator.hardwareConcurrency || USUAL_CORES) - 1, 1), MOST_WORKERS);
    this.turn = 0;
    /** @type {Worker[]} */
    this.workers = Array.from({ length: count }, () => new Worker(address));
    /** What each worker has still to do, and whether it is at work. @type {Question[][]} */
    this.queues = this.workers.map(() => []);
    this.atWork = this.workers.map(() => false);
    this.workers.forEach((worker, k) => {
      worker.onmessage = ({ data }) => this.heard(k, data);
    });
  }

  /** @param {{code: WebAssembly.Module} | {frames: Record<string, any>}} part */
  give(part) {
    for (const worker of this.workers) worker.postMessage(part);
  }

  /** Drops what is under way and asks anew; questions are answered in their order. @param {Question[]} questions */
  ask(questions) {
    this.turn++;
    for (const worker of this.workers) worker.postMessage({ latest: this.turn });
    this.queues = this.workers.map(() => []);
    this.add(questions);
  }

  /** More seeds would tell nothing: what is under way goes on, and so do other worlds, and what somebody asked of a resident. */
  enough() {
    this.queues = this.queues.map((queue) => queue.filter((one) => one.watch || one.world >= 0));
  }

  /** @param {Question[]} questions @param {boolean} [first] before all that wait */
  add(questions, first = false) {
    for (const one of questions) this.queues[this.ownerOf(one)][first ? "unshift" : "push"]({ ...one, turn: this.turn });
    this.workers.forEach((_, k) => this.next(k));
  }

  /** @param {Question} one */
  ownerOf(one) {
    return (one.world < 0 ? one.seed : one.world) % this.workers.length;
  }

  /** @param {number} k */
  next(k) {
    if (this.atWork[k]) return;
    const question = this.queues[k].shift();
    this.atWork[k] = question !== undefined;
    if (question) this.workers[k].postMessage(question);
  }

  /** @param {number} k @param {Answer & {dropped?: boolean}} answer */
  heard(k, answer) {
    this.atWork[k] = false;
    this.next(k);
    if (answer.turn === this.turn && !answer.dropped) this.hear(answer);
  }
}
