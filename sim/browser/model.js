// @ts-check
/**
 * Runs the model in a browser, or in Node: memory, months, and nothing that the model says.
 *
 * Everything that people, organizations, committees and offices do, the making of a city and the formulas of outcomes are in the
 * WebAssembly module. This file lays out columns, copies a scenario's numbers in, and calls the module once a month.
 *
 * @typedef {{goes_through: "rows" | "places" | "city" | "groups", visits: number[], columns: number[][], world: number[][]}} Stage
 * @typedef {{
 *   arrays: [name: string, kind: keyof typeof KINDS, width: number, table: string, scratch: boolean][],
 *   programs: Record<"schedule" | "levers" | "making" | "month" | "closing", Stage[]>,
 *   outcomes: Record<"of_places" | "of_city" | "of_groups", string[]>,
 *   given: Record<string, number[]>, world: number[],
 * }} Plan
 * @typedef {{
 *   scenario: string, city: string, size: string, months: number, start: number, city_word: number,
 *   rows: Record<string, number>, largest: Record<string, number>, columns: Record<string, string>,
 *   base: string, acts: string, most: {held: number, due: number},
 * }} Case what `sim.browser.case` makes: a scenario in a city
 * @typedef {{at: number, length: number, width: number, kind: keyof typeof KINDS}} Column
 * @typedef {{base: Float64Array, acts: Float64Array}} Numbers values at the start by row, and what events do: `sim.browser.schedule`
 * @typedef {{month: number, state: Uint8Array, found: Outcomes}} Kept a run before a month
 * @typedef {{runs: number, stages: number, world: number, places: number[]}} Program
 * @typedef {Record<"of_places" | "of_city" | "of_groups", Float64Array>} Outcomes by month, row and outcome
 */

const KINDS = {
  f8: Float64Array,
  f4: Float32Array,
  i8: BigInt64Array,
  i4: Int32Array,
  u4: Uint32Array,
  i2: Int16Array,
  u2: Uint16Array,
  i1: Int8Array,
  u1: Uint8Array,
};
/** @type {Record<string, "base" | "acts">} tables of a scenario's own, as long as what a case gives of them */
const TABLES = { rows: "base", acts: "acts" };
const PAGE = 65536;
const WORD = 8n;
const RUN = 7;
/** Columns begin at places that vectors are loaded from at once. */
const LINE = 64;
/** @type {Record<string, string>} whose rows outcomes are counted by */
const ROWS = { of_places: "communities", of_city: "city", of_groups: "groups" };
/** The row of an act that is none. */
const NOBODY = -1;

/** The books of a month do not balance: a mistake in a rule, or money beyond what is counted. */
export class BooksError extends Error {}

/** The module in memory of its own, and the case that it is laid out for. */
export class Model {
  /** @type {Case} */ given;
  /** @type {number} where free memory begins */ end;
  /** @type {Record<string, Column>} */ columns;
  /** @type {{at: number, length: number}} */ state;
  /** @type {number} */ shared;
  /** @type {Record<keyof Plan["programs"], Program>} */ programs;
  /** @type {{at: number, data: Uint8Array}[]} */ start;
  /** @type {Uint8Array} */ bytes;

  /** @param {WebAssembly.Module} code */
  constructor(code) {
    const [section] = WebAssembly.Module.customSections(code, "plan");
    /** @type {Plan} */
    this.plan = JSON.parse(new TextDecoder().decode(section));
    this.memory = new WebAssembly.Memory({ initial: 64, maximum: 32768 });
    // the remainder of a division is exact, so whoever computes it finds the same bits
    const env = { memory: this.memory, fmod: (/** @type {number} */ a, /** @type {number} */ b) => a % b };
    /** @type {any} */
    this.exports = new WebAssembly.Instance(code, { env }).exports;
  }

  /**
   * Lays out all columns for a case; the memory grows where it is the largest so far.
   * @param {Case} given
   */
  layOut(given) {
    this.given = given;
    this.end = this.exports.__heap_base.value;
    this.columns = {};
    const begin = this.align();
    for (const [name, kind, width, table, scratch] of this.plan.arrays) {
      this.columns[name] = { at: this.align(), kind, length: this.rows(name, width, table, scratch) * width, width };
      this.end += this.columns[name].length * KINDS[kind].BYTES_PER_ELEMENT;
    }
    this.state = { at: begin, length: this.align() - begin };
    const tables = Object.values(this.plan.programs).flatMap((stages) => stages.flatMap((stage) => stage.columns));
    const words = tables.reduce((sum, one) => sum + 2 * one.length + 3, 0);
    const numbers = this.plan.world.length + Object.values(this.plan.programs).flat().reduce((n, s) => n + s.world.flat().length, 0);
    const room = this.end + 8 * (words + numbers + 64 * RUN) + 4 * LINE;
    const missing = Math.ceil((room - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    this.shared = this.take(4);
    const { schedule, levers, making, month, closing } = this.plan.programs;
    this.programs = {
      schedule: this.bind(schedule), levers: this.bind(levers), making: this.bind(making),
      month: this.bind(month), closing: this.bind(closing),
    };
    this.start = Object.entries(given.columns).map(([name, text]) => ({ at: this.columns[name].at, data: bytes(text) }));
    for (const [name, values] of Object.entries(this.plan.given)) {
      this.start.push({ at: this.columns[name].at, data: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) });
    }
    for (const name of /** @type {const} */ (["base", "acts"])) {
      this.start.push({ at: this.columns[name].at, data: bytes(given[name]) });
    }
  }

  /**
   * Lets what follows run under other numbers; there may be no more events than the case was laid out for.
   * @param {Numbers} numbers
   */
  give(numbers) {
    this.bytes = new Uint8Array(this.memory.buffer);
    for (const name of /** @type {const} */ (["base", "acts"])) {
      const { at, length } = this.columns[name], given = numbers[name];
      if (given.length > length) throw new RangeError(`${given.length} numbers of ${name}, and room for ${length}`);
      new Float64Array(this.memory.buffer, at, length).fill(NOBODY).set(given);
    }
  }

  /**
   * Makes the city of a seed, or goes on from what was kept, and takes it through months, one each time that it is asked to.
   * @param {bigint} seed
   * @param {Numbers} [numbers] the scenario's; those of the case where none are given
   * @param {Kept} [kept] of the same seed, under numbers that were the same until then
   * @returns {Generator<number, Outcomes>} the month that has just ended, -1 once the city is made; in the end the outcomes of all
   */
  *run(seed, numbers, kept) {
    const { given, columns } = this;
    const found = this.room(given.months), names = /** @type {(keyof Outcomes)[]} */ (Object.keys(found));
    const low = Number(seed & 0xffffffffn), high = Number((seed >> 32n) & 0xffffffffn);
    if (kept) {
      this.bytes = new Uint8Array(this.memory.buffer);
      this.bytes.set(kept.state, this.state.at);
      for (const name of names) found[name].set(kept.found[name].subarray(0, kept.month * columns[name].length));
      if (numbers) this.give(numbers);
    } else {
      this.make(low, (high ^ given.city_word) >>> 0, numbers); // JavaScript's ^ gives signed words
      yield -1;
    }
    for (let month = kept?.month ?? 0; month < given.months; month++) {
      this.drive(this.programs.schedule, month, low, high);
      this.drive(this.programs.levers, month, low, high);
      this.drive(this.programs.month, given.start + month, low, high);
      this.check(month);
      this.drive(this.programs.closing, month, low, high);
      for (const name of names) {
        found[name].set(/** @type {Float64Array} */ (this.values(name)), month * columns[name].length);
      }
      yield month;
    }
    return found;
  }

  /** All that the next month needs, as it is now: a copy. */
  keep() {
    return this.bytes.slice(this.state.at, this.state.at + this.state.length);
  }

  /** @param {number} low @param {number} high the two words of the city's key @param {Numbers} [numbers] */
  make(low, high, numbers) {
    this.bytes = new Uint8Array(this.memory.buffer);
    this.bytes.fill(0, this.state.at, this.state.at + this.state.length);
    for (const { at, data } of this.start) this.bytes.set(data, at);
    if (numbers) this.give(numbers);
    this.drive(this.programs.schedule, 0, low, high);
    this.drive(this.programs.making, 0, low, high);
  }

  /**
   * A column as it is now.
   * @param {string} name
   */
  values(name) {
    const { at, kind, length } = this.columns[name];
    return new KINDS[kind](this.memory.buffer, at, length);
  }

  /** @param {number} months @returns {Outcomes} */
  room(months) {
    const [of_places, of_city, of_groups] = ["of_places", "of_city", "of_groups"].map(
      (name) => new Float64Array(months * this.columns[name].length),
    );
    return { of_places, of_city, of_groups };
  }

  /**
   * Lets both sides of the books agree: what accounts hold and what they should hold.
   * @param {number} month
   */
  check(month) {
    const [held, expected, overdrawn, due] = ["city_held", "city_expected", "city_overdrawn", "communities_due"].map((name) =>
      Array.from(/** @type {Iterable<number | bigint>} */ (this.values(name)), Number),
    );
    const wrong = held.findIndex((value, k) => value !== expected[k] || value > this.given.most.held);
    const tooMuch = due.some((value) => value >= this.given.most.due);
    if (wrong >= 0 || tooMuch || overdrawn.some((value) => value !== 0)) {
      throw new BooksError(`month ${month}, account ${wrong}: ${held[wrong]} against ${expected[wrong]}`);
    }
  }

  /**
   * @param {Program} program
   * @param {number} month as rules count it
   * @param {number} low @param {number} high
   */
  drive(program, month, low, high) {
    const now = /** @type {Float64Array} */ (this.values("now")), words = new BigInt64Array(this.memory.buffer, this.shared, 4);
    const own = new Float64Array(this.memory.buffer, program.world, program.places.length);
    for (let k = 0; k < own.length; k++) own[k] = now[this.plan.world[program.places[k]]];
    words.set([month, low, high, this.given.rows.communities].map(BigInt));
    this.exports.drive(program.runs, BigInt(program.stages), this.shared);
  }

  /**
   * Writes down for the module's loop, stage by stage, what to call and where its columns and parameters are.
   * @param {Stage[]} stages
   * @returns {Program}
   */
  bind(stages) {
    const places = stages.flatMap((stage) => stage.world.flat());
    const world = this.take(places.length), runs = this.take(stages.length * RUN);
    const codes = new BigInt64Array(this.memory.buffer, this.exports.visits.value);
    let next = world;
    stages.forEach((stage, s) => {
      const [called, worlds, tables] = [0, 1, 2].map(() => this.take(stage.visits.length));
      stage.visits.forEach((visit, k) => {
        const table = this.take(2 * stage.columns[k].length);
        stage.columns[k].forEach((number, j) => {
          const column = this.columns[this.plan.arrays[number][0]];
          this.write(table + 16 * j, [column.at, column.length]);
        });
        this.write(called + 8 * k, [Number(codes[visit])]);
        this.write(worlds + 8 * k, [next]);
        this.write(tables + 8 * k, [table]);
        next += 8 * stage.world[k].length;
      });
      const end = { rows: this.columns.base.length / this.columns.base.width, places: this.given.rows.communities, city: 1, groups: this.given.rows.groups }[stage.goes_through];
      this.write(runs + 8 * RUN * s, [stage.visits.length, called, worlds, tables, 0, end, 0]);
    });
    return { runs, stages: stages.length, world, places };
  }

  /** @param {string} name @param {number} width @param {string} table @param {boolean} scratch */
  rows(name, width, table, scratch) {
    if (table === "given") return this.plan.given[name].length;
    if (scratch) return this.given.largest[table] + 1;
    if (table in TABLES) return bytes(this.given[TABLES[table]]).length / 8 / width;
    return this.given.rows[ROWS[table] ?? table];
  }

  align() {
    return (this.end = Math.ceil(this.end / LINE) * LINE);
  }

  /** @param {number} words room for so many numbers of 64 bits */
  take(words) {
    const at = this.end;
    this.end += 8 * words;
    return at;
  }

  /** @param {number} at @param {number[]} words */
  write(at, words) {
    new BigInt64Array(this.memory.buffer, at, words.length).set(words.map(BigInt));
  }
}

/**
 * What a generator returns, where nobody looks at what it yields.
 * @template T
 * @param {Generator<unknown, T>} steps
 * @returns {T}
 */
export function last(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** @param {string} text bytes in base 64 */
export function bytes(text) {
  const letters = atob(text), found = new Uint8Array(letters.length);
  for (let k = 0; k < letters.length; k++) found[k] = letters.charCodeAt(k); // ten times as quick as a callback for each
  return found;
}
