// Below the surfaces the same input must give the same bytes everywhere: finds what could break that.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { floors, frontDoor, sideDoor } from '../floors.mjs';
import { filesUnder } from './filesUnder.mjs';
import { root } from './root.mjs';

/** Members of Math that are exact in every engine, and constants. Everything else is in src/base/elementary.ts. */
const exactMath = new Set(
  'abs min max floor ceil round trunc sign sqrt imul fround clz32 PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2'.split(' '),
);

/** Names of the surroundings: a clock, a locale, a machine, a source of chance. */
const surroundings = new Set(
  (
    'Intl Date performance process Buffer crypto globalThis global window self document navigator fetch console require ' +
    'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame localStorage XMLHttpRequest WebSocket'
  ).split(' '),
);

/** Methods whose answer depends on the reader's language, region or clock. */
const localeMethods = new Set(
  'localeCompare toLocaleString toLocaleDateString toLocaleTimeString toLocaleUpperCase toLocaleLowerCase'.split(' '),
);

const powers = new Set([ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken]);

/**
 * What is wrong at this node, if anything.
 * @param {ts.Node} node
 * @param {(identifier: ts.Identifier) => boolean} isGlobal
 * @returns {string | undefined}
 */
function wrongAt(node, isGlobal) {
  if (ts.isBinaryExpression(node) && powers.has(node.operatorToken.kind)) return '** (use pow of base/elementary.ts)';
  if (ts.isPropertyAccessExpression(node) && localeMethods.has(node.name.text)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    if (localeMethods.has(node.argumentExpression.text)) return node.argumentExpression.text;
  }
  if (!ts.isIdentifier(node) || !isGlobal(node)) return undefined;
  if (surroundings.has(node.text)) return node.text;
  if (node.text !== 'Math') return undefined;
  const use = node.parent;
  if (!ts.isPropertyAccessExpression(use) || use.expression !== node) return 'Math other than as Math.member';
  return exactMath.has(use.name.text) ? undefined : `Math.${use.name.text}`;
}

/**
 * Whether the identifier names a member or a declaration, rather than referring to a value.
 * @param {ts.Identifier} node
 */
function isName(node) {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  return /** @type {{ name?: ts.Node }} */ (parent).name === node;
}

/**
 * Breaches in these files, as `file:line:column what`.
 * @param {ReadonlyMap<string, string>} sources text by file name
 * @returns {string[]}
 */
export function arithmeticBreaches(sources) {
  const options = { noLib: true, noResolve: true, allowImportingTsExtensions: true, noEmit: true, types: [] };
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (name) =>
    sources.has(name) ? ts.createSourceFile(name, sources.get(name) ?? '', ts.ScriptTarget.ES2022, true) : undefined;
  const program = ts.createProgram([...sources.keys()], options, host);
  const checker = program.getTypeChecker();
  const isGlobal = (/** @type {ts.Identifier} */ node) =>
    !isName(node) && !checker.resolveName(node.text, node, ts.SymbolFlags.All, false)?.declarations?.length;
  return [...sources.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    if (!file) throw new Error(`not read: ${name}`);
    /** @type {string[]} */
    const found = [];
    const visit = (/** @type {ts.Node} */ node) => {
      const wrong = wrongAt(node, isGlobal);
      if (wrong) {
        const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push(`${name}:${line + 1}:${character + 1} ${wrong}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

/**
 * The files the rule is for: everything behind the front door, tests apart.
 * @param {string} folder
 * @returns {Map<string, string>}
 */
export function arithmeticSources(folder) {
  const files = [frontDoor, sideDoor, ...floors.flatMap(({ name }) => filesUnder(folder, `src/${name}`))];
  const sources = files.filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));
  return new Map(sources.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sources = arithmeticSources(root);
  const breaches = arithmeticBreaches(sources);
  for (const breach of breaches) console.error(breach);
  console.log(`arithmetic: ${sources.size} files, ${breaches.length} breaches`);
  process.exitCode = breaches.length ? 1 : 0;
}
