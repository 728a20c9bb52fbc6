/** Members of a distribution, in the order in which its numbers are held. */
const DISTRIBUTION = ['mean', 'sd', 'standard_error', 'p5', 'p25', 'p50', 'p75', 'p95'];
/** Words that name things to a reader; no figure depends on them. */
const WORDS = new Set(['notice', 'names', 'deal_titles', 'digest', 'title', 'name', 'note', 'says', 'message', 'help']);
const DIGITS = 9;
/** What is smaller is left of rounding, in any unit. */
const ROUNDING = 1e-12;
/** A member longer than this is broken into lines of its own, so that a moved figure is a moved line. */
const LINE = 160;

/** @typedef {null | boolean | number | string | readonly Tree[] | { readonly [key: string]: Tree }} Tree */

/**
 * The result of an answer in the form that is held: nine digits of every number, a distribution as eight numbers, items of a
 * list under what tells them apart (year, quarter, the ids in them), words left out.
 *
 * @param {any} value
 * @returns {Tree}
 */
export function held(value) {
  if (typeof value === 'number') return Math.abs(value) < ROUNDING ? 0 : Number(value.toPrecision(DIGITS));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return heldList(value);
  const entries = Object.entries(value).filter(([key, member]) => !WORDS.has(key) && member !== undefined);
  if (entries.length === DISTRIBUTION.length && DISTRIBUTION.every((key) => key in value))
    return DISTRIBUTION.map((key) => held(value[key]));
  return Object.fromEntries(entries.map(([key, member]) => [key, held(member)]));
}

/** @param {readonly any[]} list @returns {Tree} */
function heldList(list) {
  if (list.length === 0 || list.some((item) => typeof item !== 'object' || item === null || Array.isArray(item)))
    return list.map(held);
  /** @type {Record<string, Tree>} */
  const items = {};
  for (const item of list) {
    /** @param {[string, any]} entry */
    const isName = ([key, member]) => key === 'year' || key === 'quarter' || typeof member === 'string';
    const names = Object.entries(item).filter((entry) => !WORDS.has(entry[0]) && isName(entry));
    const rest = Object.fromEntries(Object.entries(item).filter((entry) => !isName(entry)));
    const name = names.map(([, member]) => String(member)).join('/');
    let key = name;
    for (let i = 2; key in items || key === ''; i++) key = `${name}#${i - (name === '' ? 1 : 0)}`;
    const keys = Object.keys(rest);
    items[key] = keys.length === 1 ? held(rest[keys[0]]) : held(rest);
  }
  return items;
}

/**
 * The text of a held tree, in lines of moderate length.
 *
 * @param {Tree} tree
 * @param {string} margin
 * @returns {string}
 */
export function printed(tree, margin = '') {
  const whole = JSON.stringify(tree);
  if (typeof tree !== 'object' || tree === null || whole.length <= LINE) return whole;
  if (Array.isArray(tree))
    return `[\n${tree.map((item) => `${margin} ${printed(item, `${margin} `)}`).join(',\n')}\n${margin}]`;
  const members = Object.entries(tree).map(
    ([key, member]) => `${margin} ${JSON.stringify(key)}:${printed(member, `${margin} `)}`,
  );
  return `{\n${members.join(',\n')}\n${margin}}`;
}

/**
 * Every leaf of a held tree under its path.
 *
 * @param {Tree} tree
 * @param {string} path
 * @returns {Map<string, Tree>}
 */
export function leaves(tree, path = '') {
  if (typeof tree !== 'object' || tree === null) return new Map([[path, tree]]);
  const isDistribution = Array.isArray(tree) && tree.length === DISTRIBUTION.length;
  const found = new Map();
  for (const [key, member] of Object.entries(tree)) {
    const step = isDistribution ? DISTRIBUTION[Number(key)] : key;
    for (const [at, leaf] of leaves(member, path === '' ? step : `${path}.${step}`)) found.set(at, leaf);
  }
  return found;
}

/**
 * What differs between two held trees: path, before and now; what one of them lacks is undefined there.
 *
 * @param {Tree} before
 * @param {Tree} now
 */
export function moved(before, now) {
  const [was, is] = [leaves(before), leaves(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, before: was.get(path), now: is.get(path) }));
}

/**
 * By how much a figure moved, in words; by which those that moved most can be told first.
 *
 * @param {Tree | undefined} before
 * @param {Tree | undefined} now
 * @returns {{ words: string, size: number }}
 */
export function change(before, now) {
  if (before === undefined) return { words: 'new', size: Number.POSITIVE_INFINITY };
  if (now === undefined) return { words: 'gone', size: Number.POSITIVE_INFINITY };
  if (typeof before !== 'number' || typeof now !== 'number') return { words: 'other', size: Number.POSITIVE_INFINITY };
  const size = Math.abs(now - before) / Math.max(Math.abs(before), Math.abs(now));
  if (before === 0) return { words: 'from nothing', size };
  const percent = (100 * (now - before)) / Math.abs(before);
  const digits = Math.abs(percent) < 0.01 ? percent.toExponential(1) : percent.toFixed(2);
  return { words: `${percent > 0 ? '+' : ''}${digits} %`, size };
}
