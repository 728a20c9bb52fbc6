// Contagion over tables of a million obligations between a hundred thousand parties: each step, and the whole command.
// node bench/contagion/run.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/root.mjs';
import { setUp } from '../../scripts/setUp.mjs';
import { grouped, table } from '../table.mjs';

const PARTIES = 100_000;
const CLAIMS = 1_000_000;
const command = fileURLToPath(new URL('../../bin/interlock.mjs', import.meta.url));

/** The same web at every run: xorshift. */
function tables() {
  let state = 2463534242;
  const draw = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const edges = ['debtor,creditor,amount'];
  for (let i = 0; i < CLAIMS; i++) {
    const debtor = Math.floor(draw() * PARTIES);
    const creditor = (debtor + 1 + Math.floor(draw() * (PARTIES - 1))) % PARTIES;
    edges.push(`n${debtor},n${creditor},${(draw() * 10).toFixed(3)}`);
  }
  const nodes = ['id,outside_assets,outside_liabilities'];
  for (let i = 0; i < PARTIES; i++) nodes.push(`n${i},${(draw() * 60).toFixed(2)},${(draw() * 30).toFixed(2)}`);
  return { edges: `${edges.join('\n')}\n`, nodes: `${nodes.join('\n')}\n` };
}

/**
 * @template T
 * @param {string} name
 * @param {() => T} work
 * @returns {{ row: string[], value: T }}
 */
function timed(name, work) {
  const began = performance.now();
  const value = work();
  return { row: [name, grouped(performance.now() - began)], value };
}

setUp(root);
const lab = await import(new URL('../../dist/index.js', import.meta.url).href);
const folder = mkdtempSync(join(tmpdir(), 'interlock-contagion-'));
try {
  const texts = tables();
  /** @type {unknown[]} */
  const faults = [];
  const read = timed('read both tables', () => ({
    edges: lab.readPlainTable(texts.edges, { name: 'edges.csv', columns: lab.EDGE_COLUMNS }, faults),
    nodes: lab.readPlainTable(texts.nodes, { name: 'nodes.csv', columns: lab.CONTAGION_NODE_COLUMNS }, faults),
  }));
  const network = timed('find the parties of each obligation', () =>
    lab.plainNetwork({ ...read.value, guarantees: null, holdings: null }, faults),
  );
  const rows = [read.row, network.row];
  for (const [model, shock] of [
    ['eisenberg-noe', []],
    ['debtrank', ['all=2%']],
  ]) {
    const shocks = /** @type {string[]} */ (shock).map((text) => lab.readShock(text, network.value.ids));
    const answered = timed(`${model}, every party told, the largest ranked`, () =>
      lab.plainContagion(network.value, { ...lab.USUAL_CONTAGION, model, shocks }),
    );
    rows.push(answered.row);
  }
  const [edges, nodes] = [join(folder, 'edges.csv'), join(folder, 'nodes.csv')];
  writeFileSync(edges, texts.edges);
  writeFileSync(nodes, texts.nodes);
  const whole = timed('the whole command, from files to screen', () =>
    spawnSync(process.execPath, [command, 'contagion', '--edges', edges, '--nodes', nodes], { encoding: 'utf8' }),
  );
  if (whole.value.status !== 0) throw new Error(whole.value.stderr);
  rows.push(whole.row);
  console.log(
    `${grouped(CLAIMS)} obligations between ${grouped(PARTIES)} parties, ${grouped(readFileSync(edges).length / 1e6)} MB.\n`,
  );
  console.log(table(['once, from cold', 'ms'], rows).join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
