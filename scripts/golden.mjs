// Answers on the shipped books, held against those that were accepted: shows which figures moved, and by how much.
// `npm run golden` compares all of them, `npm run golden -- run/loop` those whose name starts so; `--accept` takes today's
// figures as the accepted ones; `--all` tells every figure that moved instead of those that moved most.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { change, held, moved, printed } from './goldenTree.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const TOLD = 12;

/**
 * A question asked of a shipped book, with its arguments beside `--json`; `part` picks what is held of the result.
 *
 * @typedef {{ question: string, book: string, args?: readonly string[], as?: string, part?: (result: any) => unknown }} Golden
 */

const small = readdirSync(new URL('../books/small', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const PATHS = ['--paths', '512'];

/** Circularity without its years, its ends and the flows of its audits. @param {any} result */
function contracted({ parties, ...rest }) {
  /** @param {any} party */
  const slim = ({ by_year: _years, ends: _ends, audit, ...party }) => ({ ...party, ceiling: audit.ceiling });
  return { ...rest, parties: Object.fromEntries(Object.entries(parties).map(([id, party]) => [id, slim(party)])) };
}

/** Leverage without its curves, and without what the terms of each deal pay. @param {any} result */
function leverageHeld({ deals, ...rest }) {
  /** @param {any} deal */
  const slim = ({ terms: _terms, business, ...deal }) => {
    if (business === null) return deal;
    const { rebate: _rebate, trade_off: _tradeOff, implied_exclusion_loss: implied, ...told } = business;
    return { ...deal, business: { ...told, implied_exclusion_loss: implied.amount } };
  };
  return { ...rest, deals: Object.fromEntries(Object.entries(deals).map(([id, deal]) => [id, slim(deal)])) };
}

/** One party's financing without the curves of its market. @param {any} result */
function financingHeld({ parties: { openai } }) {
  const { secondary, ...rest } = openai;
  const { curves: _curves, ...market } = secondary;
  return { ...rest, secondary: market };
}

/** Glut without its series by quarter. @param {any} result */
function glutHeld({ worlds, ...rest }) {
  /** @param {any} world */
  const slim = ({ price: _price, price_to_cost: _ratio, capacity: _capacity, ...world }) => world;
  return { ...rest, worlds: worlds.map(slim) };
}

/** Rescue without what stands at the top as well. @param {any} result */
function rescueHeld({ about, parties, sweep }) {
  return { about, parties, sweep };
}

/** Claims by id, without words and without flips. @param {any} result */
function claimsHeld({ claims }) {
  /** @param {any} claim */
  const slim = ({ verdict, probability, standard_error, counted, figure, measures, drivers, problem }) => ({
    verdict,
    probability,
    standard_error,
    counted,
    figure,
    measures: Object.fromEntries(measures.map((/** @type {any} */ m) => [m.path, m.figure])),
    drivers: drivers.flatMap((/** @type {any} */ d) => (d.is_beyond_chance ? [d.input] : [])),
    problem: problem === null ? null : problem.code,
  });
  return Object.fromEntries(claims.map((/** @type {any} */ claim) => [claim.id, slim(claim)]));
}

/** Everything that is held: a further question is a further line. @type {readonly Golden[]} */
export const GOLDEN = [
  ...['ai-buildout', 'polysilicon', ...small].map((book) => ({ question: 'run', book, args: PATHS })),
  {
    question: 'run',
    book: 'ai-buildout',
    as: 'openai-renegotiates-2027',
    args: [...PATHS, '--scenario', 'openai-renegotiates-2027'],
    part: ({ comparison: { 'openai-renegotiates-2027': compared } }) => {
      const { measures, commitments, funding_gap } = compared;
      return { measures, commitments, funding_gap };
    },
  },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'contagion',
    book: 'ai-buildout',
    as: day,
    args: ['--fail', 'openai', '--as-of', day],
  })),
  ...['guarantee-chain', 'loop'].map((book) => ({ question: 'contagion', book })),
  { question: 'control', book: 'dual-class', args: ['--paths', '1'] },
  { question: 'control', book: 'ai-buildout', args: ['--paths', '16'] },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'leverage',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '32', '--as-of', day],
    part: leverageHeld,
  })),
  { question: 'leverage', book: 'penny-warrant', args: ['--paths', '64'] },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'loop',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '32', '--as-of', day],
  })),
  { question: 'loop', book: 'loop', args: ['--paths', '64'] },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'allocation',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '32', '--as-of', day],
    part: (/** @type {any} */ { about, parties }) => ({ about, ...parties.openai }),
  })),
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'claims',
    book: 'ai-buildout',
    as: day,
    args: ['--vectors', '12', '--noise', '4', '--paths', '100', '--as-of', day],
    part: claimsHeld,
  })),
  {
    question: 'allocation',
    book: 'take-or-pay-in-a-glut',
    args: ['--paths', '64'],
    part: (/** @type {any} */ { about, capacity_unit, parties }) => ({ about, capacity_unit, parties }),
  },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'glut',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '32', '--scales', '0,1,1.5', '--as-of', day],
    part: glutHeld,
  })),
  { question: 'glut', book: 'take-or-pay-in-a-glut', args: ['--paths', '64'], part: glutHeld },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'backlog',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '64', '--as-of', day],
    part: (/** @type {any} */ { total, payers }) => ({ total, payers }),
  })),
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'financing',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '64', '--as-of', day],
    part: financingHeld,
  })),
  {
    question: 'financing',
    book: 'take-or-pay-in-a-glut',
    args: ['--paths', '64'],
    part: (/** @type {any} */ { about, parties }) => ({ about, parties }),
  },
  {
    question: 'backtest',
    book: 'ai-buildout',
    args: ['--from', '2025-11-30', '--to', '2026-06-30', '--paths', '64'],
    part: (/** @type {any} */ { unscored: _unscored, ...scores }) => scores,
  },
  { question: 'backtest', book: 'polysilicon', args: ['--paths', '64'] },
  ...['2025-11-30', '2026-06-30'].map((day) => ({
    question: 'rescue',
    book: 'ai-buildout',
    as: day,
    args: ['--paths', '32', '--fail', 'openai', '--at', '2027-Q2', '--as-of', day],
    part: rescueHeld,
  })),
  { question: 'rescue', book: 'ltcm', args: ['--paths', '256'], part: rescueHeld },
  {
    question: 'position',
    book: 'ai-buildout',
    args: ['--with', 'books/small/mine-lender.yaml', '--paths', '256'],
    part: (/** @type {any} */ { names: _names, losing_path: _path, ...rest }) => rest,
  },
  {
    question: 'inputs',
    book: 'ai-buildout',
    args: ['--paths', '128'],
    part: (/** @type {any} */ { counts, measures }) => ({ counts, measures }),
  },
  { question: 'inputs', book: 'loop', args: ['--paths', '256', '--rank'] },
  {
    question: 'brief',
    book: 'ai-buildout',
    args: ['--about', 'openai', '--for', 'lender', '--as-of', '2026-06-30', '--since', '2025-11-30', '--paths', '64'],
  },
  { question: 'settlement', book: 'ai-buildout' },
  { question: 'settlement', book: 'venture-exit' },
  { question: 'show', book: 'ai-buildout' },
  { question: 'reconcile', book: 'ai-buildout' },
  { question: 'circularity', book: 'ai-buildout', args: ['--paths', '1'], part: contracted },
  {
    question: 'circularity',
    book: 'ai-buildout',
    as: '2026-06-30',
    args: ['--paths', '1', '--as-of', '2026-06-30'],
    part: contracted,
  },
  { question: 'circularity', book: 'vendor-loan', args: ['--paths', '64'] },
];

/** Name under which an answer is held. @param {Golden} golden */
export function nameOf({ question, book, as }) {
  return `${question}/${book}${as === undefined ? '' : `.${as}`}`;
}

/** @param {Golden} golden */
function fileOf(golden) {
  return new URL(`../test/golden/${nameOf(golden)}.json`, import.meta.url);
}

/** Today's answer, in the form that is held. @param {Golden} golden */
export function answered(golden) {
  const { question, book, args = [], part = (result) => result } = golden;
  const command = ['bin/interlock.mjs', question, book, ...args, '--quiet', '--json'];
  const run = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${nameOf(golden)}: ${run.stderr}`);
  return held(part(JSON.parse(run.stdout).result));
}

/** The answer that was accepted; nothing where none was. @param {Golden} golden */
export function accepted(golden) {
  const file = fileOf(golden);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {Golden} golden @param {boolean} accepts @param {boolean} tellsAll */
function compare(golden, accepts, tellsAll) {
  const now = answered(golden);
  const changes = moved(accepted(golden), now).map((m) => ({ ...m, ...change(m.before, m.now) }));
  const shown = tellsAll ? changes : [...changes].sort((a, b) => b.size - a.size).slice(0, TOLD);
  for (const { path, before, now: value, words } of shown)
    console.log(`${nameOf(golden)}  ${path}  ${before ?? '—'} -> ${value ?? '—'}  (${words})`);
  const more = changes.length - shown.length;
  if (more > 0) console.log(`${nameOf(golden)}  and ${more} more that moved less: --all tells them`);
  if (accepts && changes.length > 0) {
    const file = fileURLToPath(fileOf(golden));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${printed(now)}\n`);
  }
  return changes.length;
}

/** @param {readonly string[]} args */
function main(args) {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const chosen = GOLDEN.filter((g) => names.length === 0 || names.some((name) => nameOf(g).startsWith(name)));
  const counts = chosen.map((golden) => compare(golden, args.includes('--accept'), args.includes('--all')));
  const count = counts.reduce((all, one) => all + one, 0);
  console.log(count === 0 ? `no figure moved in ${chosen.length} answers` : `${count} figures moved`);
  return count > 0 && !args.includes('--accept') ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
