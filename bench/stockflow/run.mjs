// A stock-flow model written as the engine writes its phases, against the same equations in NumPy and in C, in one run.
// node bench/stockflow/run.mjs
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadBundle } from '../bundle.mjs';
import { compileC, doublesIn, hasPython, printedNumbers } from '../reference.mjs';
import { grouped, table } from '../table.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const PATHS = 40_960;
const ROUNDS = 5;
const TOLERANCE = 1e-9;

/** @typedef {{ name: string, given: number, drawn: number, givenEnds?: Float64Array, drawnEnds?: Float64Array }} Contestant */

/**
 * Ours, once: seconds with given normals and with own draws.
 * @param {string} name
 * @param {any} phases
 * @param {any} model
 * @param {Float64Array} normals
 * @returns {Contestant}
 */
function ours(name, phases, model, normals) {
  const timed = (/** @type {Float64Array | null} */ drawn) => {
    const began = performance.now();
    /** @type {Float64Array} */
    const ends = model.simulateStockFlow(phases, PATHS, drawn);
    return { seconds: (performance.now() - began) / 1000, ends };
  };
  const given = timed(normals);
  const drawn = timed(null);
  return { name, given: given.seconds, drawn: drawn.seconds, givenEnds: given.ends, drawnEnds: drawn.ends };
}

/**
 * Lays the normals out as every contestant reads them best: path after path, block after block, step after step.
 * @param {any} model
 * @param {string} folder
 */
function normalsFor(model, folder) {
  /** @type {Float64Array} */
  const byPath = model.drawAhead(PATHS);
  /** @type {Float64Array} */
  const byBlock = model.byBlock(byPath);
  const byStep = new Float64Array(byPath.length);
  for (let i = 0; i < byPath.length; i++) {
    byStep[(i % model.STEPS) * PATHS + Math.floor(i / model.STEPS)] = byPath[i] ?? 0;
  }
  const files = { byPath: join(folder, 'path'), byBlock: join(folder, 'block'), byStep: join(folder, 'step') };
  writeFileSync(files.byPath, byPath);
  writeFileSync(files.byBlock, byBlock);
  writeFileSync(files.byStep, byStep);
  return { byBlock, files };
}

/**
 * @param {string} program
 * @param {any} model
 * @param {ReturnType<typeof normalsFor>['files']} files
 * @param {string} folder
 * @returns {Contestant[]}
 */
function inC(program, model, files, folder) {
  const out = join(folder, 'c');
  const { k0, k1 } = model.shockKey();
  const given = [files.byPath, files.byBlock, out, `${PATHS}`, '2', `${k0 >>> 0}`, `${k1 >>> 0}`];
  const seconds = printedNumbers(program, given);
  const ends = doublesIn(out);
  const size = ends.length / 4;
  return ['C, a path at a time', 'C, 256 lanes abreast'].map((name, i) => ({
    name,
    given: seconds[i] ?? Number.NaN,
    drawn: seconds[i + 2] ?? Number.NaN,
    givenEnds: ends.subarray(i * size, (i + 1) * size),
    drawnEnds: ends.subarray((i + 2) * size, (i + 3) * size),
  }));
}

/**
 * @param {ReturnType<typeof normalsFor>['files']} files
 * @param {string} folder
 * @returns {Contestant[]}
 */
function inNumPy(files, folder) {
  const out = join(folder, 'numpy');
  const [given = Number.NaN, drawn = Number.NaN] = printedNumbers('python3', [
    join(here, 'reference.py'),
    files.byStep,
    out,
    `${PATHS}`,
    '2',
  ]);
  const ends = doublesIn(out);
  return [{ name: 'NumPy, all paths abreast', given, drawn, givenEnds: ends.subarray(0, ends.length / 2) }];
}

/**
 * Best of several rounds in which the contestants take turns, so that a busy moment of the machine hits all of them.
 * @param {readonly (() => Contestant[])[]} contestants
 * @returns {Contestant[]}
 */
function race(contestants) {
  /** @type {Map<string, Contestant>} */
  const best = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const result of contestants.flatMap((run) => run())) {
      const known = best.get(result.name) ?? result;
      best.set(result.name, {
        ...result,
        given: Math.min(known.given, result.given),
        drawn: Math.min(known.drawn, result.drawn),
      });
    }
  }
  return [...best.values()];
}

/**
 * @param {Float64Array} some
 * @param {Float64Array} others
 */
function gap(some, others) {
  return some.reduce((most, value, i) => Math.max(most, Math.abs(value - (others[i] ?? Number.NaN))), 0);
}

/** Runs the race; lines of Markdown, and whether all results agree. */
export async function raceStockFlow() {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-stockflow-'));
  try {
    const model = await loadBundle(['../bench/stockflow/stockFlowModel.ts'], join(folder, 'model.mjs'));
    const { byBlock, files } = normalsFor(model, folder);
    const compiled = model.compiledPhases();
    const script = model.scriptPhases();
    const contestants = [
      () => [ours('ours, phases compiled', compiled, model, byBlock)],
      () => [ours('ours, phases in script', script, model, byBlock)],
    ];
    const skipped = [];
    if (hasPython('numpy')) contestants.push(() => inNumPy(files, folder));
    else skipped.push('NumPy: skipped, python3 with numpy is not on this machine');
    const program = compileC(join(here, 'reference.c'), join(folder, 'reference'));
    if (program) contestants.push(() => inC(program, model, files, folder));
    else skipped.push('C: skipped, gcc is not on this machine');
    return told(race(contestants), skipped);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {readonly Contestant[]} results
 * @param {readonly string[]} skipped
 */
function told(results, skipped) {
  const [first] = results;
  if (!first?.givenEnds) throw new Error('nobody ran');
  const { givenEnds } = first;
  const ends = results.flatMap((result) => [result.givenEnds, result.drawnEnds].filter((x) => x !== undefined));
  const widest = Math.max(...ends.map((values) => gap(givenEnds, values)));
  const rows = results.map(({ name, given, drawn }) => [
    name,
    grouped(PATHS / given),
    (given / first.given).toFixed(2),
    grouped(PATHS / drawn),
    (drawn / first.drawn).toFixed(2),
  ]);
  const heads = ['', 'paths a second, normals given', 'time / ours', 'paths a second, drawing them', 'time / ours'];
  const lines = [
    ...table(heads, rows),
    '',
    ...skipped.map((line) => `${line}.`),
    `Best of ${ROUNDS} rounds of ${grouped(PATHS)} paths, one thread. Largest difference between any two final stocks: ` +
      `${widest.toExponential(0)}.`,
  ];
  return { lines, agrees: widest <= TOLERANCE };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { lines, agrees } = await raceStockFlow();
  for (const line of lines) console.log(line);
  if (!agrees) {
    console.error('the contestants disagree');
    process.exitCode = 1;
  }
}
