// Finds files and functions too long to read in one go.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { filesUnder } from './filesUnder.mjs';
import { root } from './root.mjs';

const fileLimit = 400;
const functionLimit = 60;

/** A first line that says the file is one kernel, one table or one list of cases, and why it stays whole. */
const exemption = /^(\/\/|\/\*\*?) (kernel|table|cases)\b.{15,}/i;

/**
 * @param {ts.Node} node
 * @returns {node is ts.FunctionLikeDeclaration}
 */
function hasBody(node) {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/**
 * The callback of a `describe` is a chapter of tests, not a function one reads through.
 * @param {ts.Node} node
 */
function isChapterOfTests(node) {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

/**
 * @param {ts.Node} node
 * @returns {string}
 */
function nameOf(node) {
  const holder = /** @type {{ name?: ts.Node }} */ (node).name ?? /** @type {{ name?: ts.Node }} */ (node.parent).name;
  return holder ? holder.getText() : 'function without a name';
}

/**
 * What is too long in a file, as sentences.
 * @param {string} name
 * @param {string} text
 * @returns {string[]}
 */
export function sizeBreaches(name, text) {
  if (exemption.test(text)) return [];
  const lines = text.replace(/\n$/, '').split('\n').length;
  const found = lines > fileLimit ? [`${name}: ${lines} lines (at most ${fileLimit})`] : [];
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const lineAt = (/** @type {number} */ position) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (/** @type {ts.Node} */ node) => {
    if (hasBody(node) && !isChapterOfTests(node)) {
      const start = lineAt(node.getStart(file));
      const length = lineAt(node.getEnd()) - start + 1;
      if (length > functionLimit) {
        found.push(`${name}:${start + 1} ${nameOf(node)}: ${length} lines (at most ${functionLimit})`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folders = ['src', 'scripts', 'test', 'bench', 'bin'];
  const files = folders.flatMap((folder) => filesUnder(root, folder)).filter((file) => /\.(ts|mjs)$/.test(file));
  const breaches = files.flatMap((file) => sizeBreaches(file, readFileSync(join(root, file), 'utf8')));
  for (const breach of breaches) console.error(breach);
  console.log(`size: ${files.length} files, ${breaches.length} breaches`);
  process.exitCode = breaches.length ? 1 : 0;
}
