// Each shipped book's answer on 512 paths, held against the one that was accepted: shows which figures moved, and by how much.
// `npm run golden` compares; `npm run golden -- --accept` writes today's figures as the accepted ones.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PATHS = 512;

/** Names of the books that ship. */
export function shippedBooks() {
  return ['ai-buildout', ...readdirSync(new URL('../books/small', import.meta.url)).sort()];
}

/**
 * The figures of a book's answer that a reader would quote, by their path in the answer.
 *
 * @param {string} book
 * @returns {Record<string, number>}
 */
export function figuresOf(book) {
  const args = ['bin/interlock.mjs', 'run', book, '--paths', String(PATHS), '--quiet', '--json'];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${book}: ${run.stderr}`);
  const { result } = JSON.parse(run.stdout);
  /** @type {Record<string, number>} */
  const figures = {};
  /** @param {string} path @param {unknown} value */
  const put = (path, value) => {
    if (typeof value === 'number' && value !== 0) figures[path] = Number(value.toPrecision(6));
  };
  const { headline, net, firm, expected_paid } = result.commitments.total;
  for (const [name, value] of Object.entries({ headline, net, firm })) put(`commitments.total.${name}`, value);
  put('commitments.total.expected_paid.mean', expected_paid?.mean);
  for (const row of result.funding_gap) put(`funding_gap.${row.year}`, row.labs?.gap?.mean);
  for (const [id, party] of Object.entries(result.parties)) {
    put(`parties.${id}.default_probability`, party.default_probability);
    put(`parties.${id}.default_probability_stand_alone`, party.default_probability_stand_alone);
    put(`parties.${id}.market_value`, party.market_value?.at(-1)?.p50);
  }
  const price = result.market?.price ?? [];
  for (const place of [0, 8, 16]) put(`market.price.${place}.p50`, price[place]?.p50);
  return figures;
}

/**
 * What moved between two sets of figures: path, before and now.
 *
 * @param {Record<string, number>} before
 * @param {Record<string, number>} now
 */
export function moved(before, now) {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((path) => before[path] !== now[path])
    .map((path) => ({ path, before: before[path] ?? 0, now: now[path] ?? 0 }));
}

/**
 * The accepted figures of a book; none where it was never accepted.
 *
 * @param {string} book
 * @returns {Record<string, number>}
 */
export function accepted(book) {
  const file = new URL(`../test/golden/${book}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** @param {boolean} accepts */
function main(accepts) {
  let count = 0;
  for (const book of shippedBooks()) {
    const now = figuresOf(book);
    for (const { path, before, now: value } of moved(accepted(book), now)) {
      count += 1;
      const change = before === 0 ? 'new' : `${((100 * (value - before)) / Math.abs(before)).toFixed(2)} %`;
      console.log(`${book}  ${path}  ${before} -> ${value}  (${change})`);
    }
    if (accepts) {
      mkdirSync(new URL('../test/golden', import.meta.url), { recursive: true });
      writeFileSync(new URL(`../test/golden/${book}.json`, import.meta.url), `${JSON.stringify(now, null, 2)}\n`);
    }
  }
  console.log(count === 0 ? 'no figure moved' : `${count} figures moved`);
  return count > 0 && !accepts ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.includes('--accept'));
