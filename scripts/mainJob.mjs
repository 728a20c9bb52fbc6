import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { setUp } from './setUp.mjs';

/**
 * The command line of the main job: the shipped book, its answer also written to out/ai-buildout unless told otherwise.
 * @param {readonly string[]} given what followed `npm start --`
 * @param {string} out where the answer goes by default
 * @returns {string[]}
 */
export function mainJobArguments(given, out) {
  const isToldWhere = given.some((word) => word === '--out' || word.startsWith('--out='));
  return ['run', 'ai-buildout', ...(isToldWhere ? [] : ['--out', out]), ...given];
}

/**
 * Sets this checkout up, runs the main job with its compiled command line and gives the exit code.
 * @param {readonly string[]} given
 * @returns {Promise<number>}
 */
export async function setUpAndRun(given) {
  setUp(root);
  const out = process.cwd() === root ? join('out', 'ai-buildout') : join(root, 'out', 'ai-buildout');
  const { main } = await import(pathToFileURL(join(root, 'dist', 'cli', 'main.js')).href);
  return main(mainJobArguments(given, out));
}
