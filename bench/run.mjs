// Every benchmark, one after the other, in one run on one machine. npm run bench [-- --write docs/performance.md]
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/root.mjs';

const benchmarks = [
  { title: 'The engine on the shipped book', script: 'engine/inProcess.mjs', isTable: true },
  { title: 'Whole processes', script: 'engine/wholeProcesses.mjs', isTable: true },
  { title: 'A stock-flow model', script: 'stockflow/run.mjs', isTable: true },
  { title: 'Clearing', script: 'clearing/run.mjs', isTable: false },
  { title: 'Contagion on tables', script: 'contagion/run.mjs', isTable: true },
];

/** Between these lines of a page stands what a run printed. */
const OPENS = '<!-- bench: written by npm run bench -->';
const CLOSES = '<!-- /bench -->';

/**
 * Runs a benchmark in a process of its own, so that none warms up or litters another; shows and returns what it prints.
 * @param {string} script
 * @returns {Promise<{ text: string, isGood: boolean }>}
 */
function run(script) {
  return new Promise((fulfil) => {
    const child = spawn(process.execPath, [join(root, 'bench', script)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (/** @type {string} */ part) => {
      text += part;
      process.stdout.write(part);
    });
    child.on('close', (status) => fulfil({ text: text.trimEnd(), isGood: status === 0 }));
  });
}

/**
 * Puts the results between the markers of a page.
 * @param {string} file
 * @param {string} results
 */
function write(file, results) {
  const page = readFileSync(file, 'utf8');
  const from = page.indexOf(OPENS);
  const to = page.indexOf(CLOSES);
  if (from < 0 || to < from) throw new Error(`${file} has no lines "${OPENS}" and "${CLOSES}"`);
  writeFileSync(file, `${page.slice(0, from)}${OPENS}\n\n${results}\n\n${page.slice(to)}`);
}

const { values } = parseArgs({ options: { write: { type: 'string' } } });
const machine = `Node ${process.versions.node}, ${process.arch}, ${availableParallelism()} cores.`;
console.log(machine);
const sections = [machine];
let isAllGood = true;
for (const { title, script, isTable } of benchmarks) {
  console.log(`\n### ${title}\n`);
  const { text, isGood } = await run(script);
  isAllGood &&= isGood;
  sections.push(`### ${title}`, isTable ? text : `\`\`\`text\n${text}\n\`\`\``);
}
if (values.write && isAllGood) write(resolve(values.write), sections.join('\n\n'));
if (!isAllGood) console.error('\na benchmark failed, or its contestants disagree');
process.exitCode = isAllGood ? 0 : 1;
