// The engine on the shipped book in one thread: paths a second from cold and after warm-up, and where the time goes.
// node bench/engine/inProcess.mjs
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../bundle.mjs';
import { grouped, table } from '../table.mjs';

const BLOCK = 256;
const WARM_UP_BLOCKS = 8;
const MEASURED_BLOCKS = 6;
const book = fileURLToPath(new URL('../../books/ai-buildout', import.meta.url));

/** @param {any} engine */
function orderOf(engine) {
  const names = readdirSync(book).filter((name) => name.endsWith('.yaml'));
  const texts = names.sort().map((name) => ({ name, text: readFileSync(join(book, name), 'utf8') }));
  const reading = engine.readBook(texts, { overlays: [], sets: [] });
  if (reading.book === null) throw new Error('the shipped book cannot be read');
  return engine.orderOfAll(engine.planBook(reading.book));
}

/** Seconds of work of this process's own thread and the compiler's. */
function processorSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Milliseconds by the clock and of processor time for each block in turn.
 * @param {any} engine
 * @param {any} order
 * @param {number} count
 */
function blockTimes(engine, order, count) {
  return Array.from({ length: count }, (_, block) => {
    const began = performance.now();
    const worked = processorSeconds();
    engine.simulateWorlds([order], 1, BLOCK * block, BLOCK);
    return { clock: performance.now() - began, processor: 1000 * (processorSeconds() - worked) };
  });
}

/**
 * Microseconds a path in each module of a quarter, after warm-up, in a run with clocks around them.
 * @param {string} folder
 */
async function phaseTimes(folder) {
  const modules = ['index.ts', 'experiments/simulateWorlds.ts'];
  const engine = await loadBundle(modules, join(folder, 'timed.mjs'), { isTimed: true });
  const order = orderOf(engine);
  blockTimes(engine, order, WARM_UP_BLOCKS);
  /** @type {Map<string, { milliseconds: number }>} */
  const clocks = engine.clocks;
  for (const clock of clocks.values()) clock.milliseconds = 0;
  const total = blockTimes(engine, order, MEASURED_BLOCKS).reduce((sum, { clock }) => sum + clock, 0);
  const phases = Array.from(clocks, ([name, clock]) => ({ name, share: clock.milliseconds / total, clock }));
  const named = phases.filter(({ share }) => share >= 0.001).sort((a, b) => b.share - a.share);
  const rest = 1 - phases.reduce((sum, { share }) => sum + share, 0);
  const perPath = 1000 / (MEASURED_BLOCKS * BLOCK);
  return [
    ...named.map(({ name, share, clock }) => ({ name, share, microseconds: clock.milliseconds * perPath })),
    { name: 'everything else', share: rest, microseconds: rest * total * perPath },
  ];
}

/** Lines of Markdown. */
async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-engine-'));
  try {
    const modules = ['index.ts', 'experiments/simulateWorlds.ts'];
    const engine = await loadBundle(modules, join(folder, 'plain.mjs'));
    const order = orderOf(engine);
    const cold = blockTimes(engine, order, WARM_UP_BLOCKS);
    const warm = blockTimes(engine, order, MEASURED_BLOCKS);
    const fastest = Math.min(...warm.map(({ clock }) => clock));
    const milliseconds = ({ clock = 0, processor = 0 } = {}) => [clock.toFixed(0), processor.toFixed(0)];
    const phases = await phaseTimes(folder);
    return [
      `${order.plan.parties.length} parties, ${order.plan.columnNames.length} columns, ${order.plan.quarters} quarters, ` +
        `${BLOCK} paths abreast, one thread.`,
      '',
      ...table(
        ['256 paths, ms', 'by the clock', 'processor, compiler included'],
        [
          ['first, from cold', ...milliseconds(cold[0])],
          ['second', ...milliseconds(cold[1])],
          ['third', ...milliseconds(cold[2])],
          ['warm, fastest', ...milliseconds(warm.find(({ clock }) => clock === fastest))],
        ],
      ),
      '',
      `Warm: ${grouped((1000 * BLOCK) / fastest)} paths a second per core.`,
      '',
      ...table(
        ['of which', 'µs a path', 'share, %'],
        phases.map(({ name, share, microseconds }) => [name, microseconds.toFixed(1), (100 * share).toFixed(1)]),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const line of await measure()) console.log(line);
