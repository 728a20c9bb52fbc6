// Clearing speed: our kernels against SciPy's sparse iteration and Gauss–Seidel in C, on the same webs, in one run.
// node bench/clearing/run.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { generateWeb, writeWeb } from './generateWeb.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'interlock-clearing-'));

/** @typedef {{ seconds: number, sweeps: number, paid: Float64Array }} Outcome */

async function engine() {
  const outfile = join(folder, 'clearing.mjs');
  const source = join(here, '../../src/mechanisms/clearing');
  await build({
    stdin: {
      contents: ['clear', 'oneClassClearing', 'oneClassSweep']
        .map((file) => `export * from '${source}/${file}.ts';`)
        .join('\n'),
      resolveDir: here,
    },
    outfile,
    bundle: true,
    format: 'esm',
    target: 'node20',
  });
  return import(pathToFileURL(outfile).href);
}

/**
 * @param {number} repeats
 * @param {() => { sweeps: number, paid: Float64Array }} once
 * @returns {Outcome}
 */
function best(repeats, once) {
  let seconds = Number.POSITIVE_INFINITY;
  let last = once();
  for (let r = 0; r < repeats; r++) {
    const began = performance.now();
    last = once();
    seconds = Math.min(seconds, (performance.now() - began) / 1000);
  }
  return { seconds, ...last };
}

/**
 * @param {string} program
 * @param {string[]} leading
 * @param {string} web
 * @param {string} repeats
 * @returns {Outcome}
 */
function reference(program, leading, web, repeats) {
  const out = join(folder, 'paid.bin');
  const printed = execFileSync(program, [...leading, web, out, repeats], { encoding: 'utf8' });
  const [seconds, sweeps] = printed.trim().split(' ').map(Number);
  const bytes = readFileSync(out);
  const paid = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return { seconds: seconds ?? Number.NaN, sweeps: sweeps ?? 0, paid };
}

const compiler = 'gcc';

function compileC() {
  const program = join(folder, 'reference');
  const source = join(here, 'reference.c');
  const made = spawnSync(compiler, ['-O3', '-march=native', '-o', program, source, '-lm'], { stdio: 'inherit' });
  return made.status === 0 ? program : undefined;
}

const hasSciPy = spawnSync('python3', ['-c', 'import scipy.sparse']).status === 0;
const script = join(here, 'reference.py');
const program = compileC();
if (!hasSciPy) console.log('SciPy: skipped, python3 with scipy is not on this machine');
if (!program) console.log('C: skipped, gcc is not on this machine');

const { clear, clearGreatest, oneClassWeb, oneClassClearing } = await engine();
const frictionless = { outsideAssetsRecovered: 1, receiptsRecovered: 1 };

/**
 * Every contestant on one web. Those named first are laid out beforehand and only iterate.
 * @param {import('./generateWeb.mjs').Web} web
 * @param {string} file
 * @returns {[string, () => Outcome][]}
 */
function contestants(web, file) {
  const repeats = web.partyCount > 50_000 ? 10 : web.partyCount > 5_000 ? 100 : 500;
  const few = Math.ceil(repeats / 20);
  const network = { ...web, classCount: 1 };
  /** @type {Float64Array} */
  const owed = clear(network).greatest.due;
  const laidOut = (/** @type {'compiled' | 'script'} */ way) => {
    const rows = oneClassWeb(network, way);
    return () => {
      const outcome = best(repeats, () => {
        const point = oneClassClearing(rows, frictionless, 1);
        return { sweeps: point.sweeps, paid: point.recovery };
      });
      return { ...outcome, paid: outcome.paid.map((fraction, i) => fraction * (owed[i] ?? 0)) };
    };
  };
  /** @type {[string, () => Outcome][]} */
  const list = [['ours, compiled sweep', laidOut('compiled')]];
  if (program) list.push(['C Gauss–Seidel', () => reference(program, [], file, `${repeats}`)]);
  if (hasSciPy) list.push(['SciPy sparse iteration', () => reference('python3', [script], file, `${repeats}`)]);
  const general = { kernel: 'general' };
  list.push(['ours, sweep in script', laidOut('script')]);
  list.push(['clearGreatest(), layout included', () => best(few, () => clearGreatest(network))]);
  list.push(['clear(), with waves and layout', () => best(few, () => clear(network).greatest)]);
  list.push(['general kernel, layout included', () => best(few, () => clearGreatest(network, general))]);
  return list;
}

/**
 * Best of three rounds in which the contestants take turns, so that a busy moment of the machine hits all of them.
 * @param {[string, () => Outcome][]} list
 */
function race(list) {
  const outcomes = list.map(([, run]) => run());
  for (let round = 0; round < 2; round++) {
    list.forEach(([, run], index) => {
      const outcome = run();
      if (outcome.seconds < (outcomes[index]?.seconds ?? 0)) outcomes[index] = outcome;
    });
  }
  return outcomes;
}

let worst = 0;
console.log('greatest clearing vector, to 1e-15 (ours) and 1e-12 (references); best of many runs');
console.log('parties    links  failing  method                               best ms  sweeps  compiled / it');
for (const partyCount of [100, 1_000, 10_000, 100_000]) {
  const web = generateWeb(partyCount, 10, 1.2);
  const file = join(folder, `${partyCount}.bin`);
  writeWeb(file, web);
  const list = contestants(web, file);
  const outcomes = race(list);
  const ours = outcomes[0];
  if (!ours) break;
  const failing = clear({ ...web, classCount: 1 }).defaultRound.filter((/** @type {number} */ r) => r >= 0).length;
  outcomes.forEach((outcome, index) => {
    const gap = outcome.paid.reduce((most, paid, i) => Math.max(most, Math.abs(paid - (ours.paid[i] ?? 0))), 0);
    worst = Math.max(worst, gap);
    const cells = [
      `${partyCount}`.padStart(7),
      `${web.creditor.length}`.padStart(8),
      `${failing}`.padStart(8),
      ` ${list[index]?.[0].padEnd(35)}`,
      (outcome.seconds * 1000).toFixed(4).padStart(8),
      `${outcome.sweeps}`.padStart(7),
      (ours.seconds / outcome.seconds).toFixed(2).padStart(14),
    ];
    console.log(cells.join(' '));
  });
}
rmSync(folder, { recursive: true });
console.log(`largest difference between any two payments: ${worst.toExponential(1)}`);
if (!(worst <= 1e-9)) {
  console.error('the methods disagree');
  process.exitCode = 1;
}
