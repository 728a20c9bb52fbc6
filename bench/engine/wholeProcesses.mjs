// The commands as a user waits for them, after set-up: whole processes, medians, and the most memory that they held.
// node bench/engine/wholeProcesses.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/root.mjs';
import { setUp } from '../../scripts/setUp.mjs';
import { table } from '../table.mjs';

const TIMES = 5;
const WORKERS = 2;
const reporter = new URL('./reportResources.mjs', import.meta.url).href;
const command = fileURLToPath(new URL('../../bin/interlock.mjs', import.meta.url));

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * @param {string[]} given
 * @param {string} folder
 */
function once(given, folder) {
  const report = join(folder, 'report');
  const began = performance.now();
  const done = spawnSync(process.execPath, ['--import', reporter, command, ...given], {
    encoding: 'utf8',
    env: { ...process.env, INTERLOCK_BENCH_REPORT: report },
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`interlock ${given.join(' ')} failed:\n${done.stderr}`);
  const [kibibytes = Number.NaN, microseconds = Number.NaN] = readFileSync(report, 'utf8').split(' ').map(Number);
  return { seconds, processorSeconds: microseconds / 1e6, megabytes: kibibytes / 1024 };
}

setUp(root);
const folder = mkdtempSync(join(tmpdir(), 'interlock-processes-'));
try {
  const rows = [
    ['show ai-buildout', ['show', 'ai-buildout']],
    ['run ai-buildout, 10,000 paths', ['run', 'ai-buildout', '--quiet', '--workers', `${WORKERS}`]],
    [
      'run, 10,000 paths, with --out',
      ['run', 'ai-buildout', '--quiet', '--workers', `${WORKERS}`, '--force', '--out', join(folder, 'out')],
    ],
  ].map(([name, given]) => {
    const runs = Array.from({ length: TIMES }, () => once(/** @type {string[]} */ (given), folder));
    return [
      /** @type {string} */ (name),
      median(runs.map(({ seconds }) => seconds)).toFixed(2),
      Math.min(...runs.map(({ seconds }) => seconds)).toFixed(2),
      median(runs.map(({ processorSeconds }) => processorSeconds)).toFixed(2),
      median(runs.map(({ megabytes }) => megabytes)).toFixed(0),
    ];
  });
  const heads = ['whole process', 'median, s', 'fastest, s', 'processor, s', 'most memory, MB'];
  for (const line of table(heads, rows)) console.log(line);
  console.log('');
  console.log(`Median of ${TIMES}, ${WORKERS} threads, ${availableParallelism()} cores.`);
} finally {
  rmSync(folder, { recursive: true });
}
