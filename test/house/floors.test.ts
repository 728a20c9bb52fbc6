import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import configuration from '../../.dependency-cruiser.mjs';
import { floors, outside } from '../../floors.mjs';
import { checkFloors } from '../../scripts/check-floors.mjs';

/** A breach of each rule: the file that commits it, what it says, and the rule that must fire on it. */
const planted: { rule: string; file: string; text: string }[] = [
  ...floors.map(({ name }, height) => {
    const above = floors[height + 1]?.name;
    const target = above ? `../${above}/lawful.ts` : '../index.ts';
    return { rule: `order-${name}`, file: `src/${name}/climbs.ts`, text: `import type { x } from '${target}';` };
  }),
  ...[...floors, ...outside].map(({ name }) => ({
    rule: `packages-${name}`,
    file: `src/${name}/orders.ts`,
    text: `import { y } from 'stranger';`,
  })),
  ...outside.map(({ name }) => ({
    rule: `front-door-${name}`,
    file: `src/${name}/climbsIn.ts`,
    text: `import { x } from '../base/lawful.ts';`,
  })),
  { rule: 'door-looks-in', file: 'src/index.ts', text: `import { x } from './cli/lawful.ts';` },
  { rule: 'browser-ready', file: 'src/run/readsFile.ts', text: `import { readFileSync } from 'node:fs';` },
  { rule: 'terms-apart', file: 'src/terms/loan/due.ts', text: `import type { x } from '../warrant/due.ts';` },
  { rule: 'phases-apart', file: 'src/run/phases/clear.ts', text: `import { x } from './fund.ts';` },
  { rule: 'questions-start-nothing', file: 'src/questions/starts.ts', text: `import { x } from '../run/simulate.ts';` },
  { rule: 'outcomes-apart', file: 'src/plan/foresees.ts', text: `import { x } from '../book/readOutcomes.ts';` },
  { rule: 'report-computes-nothing', file: 'src/report/computes.ts', text: `import { x } from '../plan/lawful.ts';` },
  { rule: 'one-barrel', file: 'src/book/barrel.ts', text: `export { x } from './lawful.ts';` },
  { rule: 'no-cycles', file: 'src/plan/egg.ts', text: `import type { w } from './hen.ts';` },
  { rule: 'no-orphans', file: 'src/terms/orphan.ts', text: 'export const q = 1;' },
  { rule: 'resolves', file: 'src/book/lost.ts', text: `import { x } from './nowhere.ts';` },
];

/** What the breaches lean on, and imports of the same shapes that the rules allow. */
const lawful: Record<string, string> = {
  ...Object.fromEntries(
    [...floors, ...outside].map(({ name }) => [
      `src/${name}/lawful.ts`,
      'export const x = 1;\nexport type x = number;\n',
    ]),
  ),
  'src/plan/hen.ts': `import type { z } from './egg.ts';\nexport type w = z;\n`,
  'src/terms/warrant/due.ts': `import { x } from '../lawful.ts';\nimport { v } from './exposure.ts';\nexport type x = typeof v;\n`,
  'src/terms/warrant/exposure.ts': 'export const v = 1;\n',
  'src/terms/registry.ts': `import type { x } from './warrant/due.ts';\n`,
  'src/run/phases/fund.ts': `import { f } from './fund/borrow.ts';\nexport const x = f;\n`,
  'src/run/phases/fund/borrow.ts': 'export const f = 1;\n',
  'src/run/simulate.ts': `import { x } from './phases/fund.ts';\n`,
  'src/book/readOutcomes.ts': `import { x as y } from './schema/outcomes.ts';\nexport const x = y;\n`,
  'src/book/schema/outcomes.ts': 'export const x = 1;\n',
  'src/report/tells.ts': `import type { x } from '../run/lawful.ts';\nimport { x as y } from '../questions/lawful.ts';\n`,
  'src/experiments/ask.ts': `import { x } from '../run/simulate.ts';\n`,
  'src/book/reads.ts': `import { parse } from 'yaml';\nimport { z } from 'zod';\nimport { x } from '../base/lawful.ts';\n`,
  'src/cli/main.ts': `import { readFileSync } from 'node:fs';\nimport { x } from '../index.ts';\nimport '../workers/lawful.ts';\nimport '../server/main.ts';\n`,
  'src/server/main.ts': `import './lawful.ts';\nimport '../store/lawful.ts';\nimport '../cluster/lawful.ts';\n`,
  'src/base/lawful.test.ts': `import { readFileSync } from 'node:fs';\n`,
};

const packages = ['yaml', 'zod', 'stranger'];

describe('the dependency rules', () => {
  let folder = '';
  let fired: Set<string> = new Set();
  let result: Awaited<ReturnType<typeof checkFloors>>;

  const plant = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interlock floors '));
    plant('package.json', JSON.stringify({ type: 'module', dependencies: { yaml: '1', zod: '1', stranger: '1' } }));
    for (const name of packages) {
      plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      plant(`node_modules/${name}/index.js`, 'module.exports = {};');
    }
    for (const [file, text] of Object.entries(lawful)) plant(file, text);
    for (const { file, text } of planted) plant(file, `${text}\n`);
    result = await checkFloors(folder);
    fired = new Set(result.breaches.map(({ rule, from }) => `${rule} at ${from}`));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(planted)('$rule fires', ({ rule, file }) => {
    expect(fired).toContain(`${rule} at ${file}`);
  });

  it('have a planted breach each', () => {
    const rules = configuration.forbidden.map(({ name }) => name);
    expect(planted.map(({ rule }) => rule).sort()).toEqual([...rules].sort());
  });

  it('leave lawful imports alone', () => {
    const blamed = result.breaches.filter(({ from }) => from in lawful);
    expect(blamed).toEqual([]);
  });

  it('look at every file', () => {
    expect(result.passedOver).toEqual([]);
    expect(result.cruised).toBeGreaterThan(planted.length);
  });
});
