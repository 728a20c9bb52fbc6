import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { root } from '../../scripts/root.mjs';
import { PHASES } from '../../src/run/simulate.ts';
import { TERM_STEPS } from '../../src/terms/registry.ts';
import { docPages, textOf } from './page.ts';

const pages = docPages();
const modelPages = pages.filter((page) => /^docs\/(models|terms)\//.test(page));

/** Every number that has a name in the engine: which files define it, and as what. */
function namedNumbers(): { name: string; value: string; file: string }[] {
  const files = filesUnder(root, 'src').filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));
  return files.flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /^(?:export )?const ([A-Z][A-Z0-9_]+) = (-?[\d.][\de.-]*);$/gm,
      ),
    ].map((match) => ({ name: match[1]!, value: match[2]!, file })),
  );
}

/** Tables of a page whose first column is `kind`: the name in backticks, the value, what stands behind the name. */
function rowsOf(page: string, kind: string): { name: string; value: string; where: string }[] {
  const rows: { name: string; value: string; where: string }[] = [];
  let isInside = false;
  for (const line of textOf(page).split('\n')) {
    if (line.startsWith(`| ${kind} |`)) isInside = true;
    else if (!line.startsWith('|')) isInside = false;
    const match = isInside ? /^\| `([^`]+)`([^|]*)\| ([^|]+) \|/.exec(line) : null;
    if (match !== null) rows.push({ name: match[1]!, where: match[2]!, value: match[3]!.trim() });
  }
  return rows;
}

/** Numbers that steer a computation and no economics: where an iteration rests, what counts as rounding. */
const TECHNICAL = new Set([
  'AT_REST',
  'BLOCK_PATHS',
  'CLASSES',
  'HEADROOM',
  'ROUNDING',
  'SCRATCH',
  'SWEEPS',
  'TOLERANCE',
  'AS_DRAWN',
  'STEPS',
  'WORTH_CALLING',
]);

describe('pages of the model', () => {
  it('name every term type, each on its own page with the same chapters', () => {
    const types = Object.keys(TERM_STEPS);
    expect(pages.filter((page) => page.startsWith('docs/terms/')).sort()).toEqual(
      types.map((type) => `docs/terms/${type}.md`).sort(),
    );
    const chapters = ['Example', 'What falls due', 'If things go wrong', 'Exposure and value', 'Limits'];
    for (const type of types) {
      const text = textOf(`docs/terms/${type}.md`);
      expect(text, type).toMatch(new RegExp(`^# ${type}: `));
      for (const chapter of chapters) expect(text, type).toContain(`\n## ${chapter}\n`);
      expect(text, type).toMatch(/\nTests: |Tests: /);
    }
  });

  it('name every phase of a quarter, in its order, with a page', () => {
    const named = [...textOf('docs/models/quarter.md').matchAll(/^\| `(\w+)` \| .* \| .*\]\(.*\) \|$/gm)].map(
      (m) => m[1],
    );
    expect(named).toEqual(PHASES.map((phase) => phase.name));
  });

  it.each(modelPages.filter((page) => rowsOf(page, 'constant').length > 0))(
    '%s: constants are those of the code',
    (page) => {
      const numbers = namedNumbers();
      for (const { name, value, where } of rowsOf(page, 'constant')) {
        const file = /`([^`]+)`/.exec(where)?.[1];
        const found = numbers.filter((n) => n.name === name && (file === undefined || n.file === file));
        expect(
          found.map((n) => Number(n.value)),
          name,
        ).toContain(Number(value));
      }
    },
  );

  it('leave out no number that the engine has a name for', () => {
    const told = new Set(modelPages.flatMap((page) => rowsOf(page, 'constant').map((row) => row.name)));
    const silent = namedNumbers()
      .filter(({ file }) => /^src\/(run|terms|plan)\//.test(file))
      .filter(({ name }) => !told.has(name) && !TECHNICAL.has(name));
    expect(silent).toEqual([]);
  });

  it.each(modelPages.filter((page) => rowsOf(page, 'input').length > 0))(
    '%s: defaults are those of the schema',
    (page) => {
      for (const { name, value } of rowsOf(page, 'input')) {
        const [key, section] = [name.slice(name.lastIndexOf('.') + 1), name.slice(0, name.lastIndexOf('.'))];
        expect(`${name}: ${defaultOf(section, key)}`).toBe(`${name}: ${value}`);
      }
    },
  );

  it('send the reader to tests and files that are there', () => {
    const files = new Set(filesUnder(root));
    const missing = modelPages.flatMap((page) =>
      [...textOf(page).matchAll(/`((?:src|test|books)\/[\w./-]+\.\w+)`/g)]
        .map((match) => match[1]!)
        .filter((file) => !files.has(file))
        .map((file) => `${page}: ${file}`),
    );
    expect(missing).toEqual([]);
  });
});

/** The default of a field as the generated reference prints it. */
function defaultOf(section: string, key: string): string {
  const reference = textOf('docs/reference/book.md');
  const parts = section.split('.');
  const last = parts.at(-1) === '<id>' ? parts.at(-2) : parts.at(-1);
  const heading = parts.length === 1 || parts.at(-1) === '<id>' ? `## ${last}` : `${last}: \`${section}\``;
  const from = reference.indexOf(`${heading}\n`);
  const chapter = from < 0 ? '' : reference.slice(from, reference.indexOf('\n#', from + 5));
  const row = chapter.split('\n').find((line) => line.startsWith(`| \`${key}\``));
  return row?.split(' | ')[2]?.trim() ?? 'no such field';
}

describe('docs/index.md', () => {
  it('leads to every page of docs/', () => {
    const linked = new Set([...textOf('docs/index.md').matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((match) => match[1]!));
    const silent = pages
      .filter((page) => page.startsWith('docs/') && page !== 'docs/index.md')
      .map((page) => page.slice('docs/'.length))
      .filter((page) => !linked.has(page) && !page.startsWith('decisions/'));
    expect(silent).toEqual([]);
  });
});
