// @ts-check
/** Predict first: the answer is hidden until a line, or a number, says what is expected; then how far off it was. */
import { expectedOf, outcomeOf, said } from "./answer_view.js";
import { word } from "./format.js";

/** Months by which two points may lie apart and be joined. */
const NEAR = 24;

export class Predict {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    /** Whether the answer is hidden. */
    this.hidden = false;
    /** What is expected, by outcome and month. @type {Record<string, (number | null)[]>} */
    this.guesses = {};
  }

  turn() {
    this.hidden = !this.hidden;
    if (this.hidden) this.guesses = {};
    this.page.update();
  }

  /** Another policy has another answer. */
  forget() {
    if (!this.hidden) this.guesses = {};
  }

  /** How far what came in the last year is from what was expected, and whether the expected lies within its interval. */
  missed() {
    const { view, answers, data } = this.page;
    return view.watched.filter((/** @type {string} */ name) => this.guesses[name]).map((/** @type {string} */ name) => {
      const outcome = outcomeOf(data, name), expected = expectedOf(this.guesses[name]);
      if (expected === null) return "";
      const { estimate, policy } = answers.soFar(outcome), away = policy - expected;
      const half = (estimate.high - estimate.low) / 2, apart = { value: away, low: away - half, high: away + half };
      const [difference, interval] = said(apart, outcome.unit), title = word(`outcome.${name}`);
      if (!interval) return word("guess_missed", { outcome: title, difference });
      return word(Math.abs(away) > half ? "guess_outside" : "guess_within", { outcome: title, difference, interval });
    }).filter(Boolean).join(word("gap"));
  }

  /**
   * A point of what is expected; from the one drawn before to it in a straight line. Without a month: the last year's.
   * @param {string} outcome @param {number} month @param {number} to
   */
  guess(outcome, month, to) {
    const { view, data } = this.page, line = (this.guesses[outcome] ??= Array(data.months).fill(null));
    if (month < 0) return void (line.fill(to, -12), view.show());
    const near = this.drawing?.outcome === outcome && Math.abs(this.drawing.month - month) < NEAR ? this.drawing : { month, to };
    const [from, end] = [near.month, month].sort((a, b) => a - b);
    for (let k = from; k <= end; k++) line[k] = near.month === month ? to : near.to + ((to - near.to) * (k - near.month)) / (month - near.month);
    this.drawing = { outcome, month, to };
    view.show();
  }
}
