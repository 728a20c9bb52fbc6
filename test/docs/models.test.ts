import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { root } from '../../scripts/root.mjs';
import { docPages, textOf } from './page.ts';

const INDEX = 'docs/models/index.md';
const modelPages = docPages().filter((page) => page.startsWith('docs/models/'));

interface Text {
  readonly file: string;
  readonly text: string;
}

interface Judgement {
  readonly name: string;
  readonly value: string;
  readonly file: string;
}

function sources(): Text[] {
  return ['src/run', 'src/mechanisms']
    .flatMap((folder) => filesUnder(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** Constants whose own comment says that they are a judgement. */
function judgementsOf({ file, text }: Text): Judgement[] {
  const commented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:export )?const ([A-Z][A-Z0-9_]*) = ([^;]+);/g;
  return [...text.matchAll(commented)]
    .filter((match) => match[1]!.includes('grade D'))
    .map((match) => ({ name: match[2]!, value: match[3]!, file }));
}

/** Judgements that no row of a page tells with their value; a name used twice counts only with the file it stands in. */
function untold(from: readonly Text[], pages: readonly string[]): string[] {
  const all = from.flatMap(judgementsOf);
  const rows = pages.flatMap((page) => page.split('\n')).filter((line) => /^\|.*grade D/.test(line));
  return all
    .filter(({ name, value, file }) => {
      const isUnique = all.filter((other) => other.name === name).length === 1;
      return !rows.some((row) => {
        const [, named = '', told = ''] = row.split('|').map((cell) => cell.trim());
        const isThis = named === `\`${name}\` in \`${file}\`` || (isUnique && named === `\`${name}\``);
        return isThis && Number(told) === Number(value);
      });
    })
    .map(({ name, value, file }) => `${file}: ${name} = ${value}`);
}

describe('judgements of the modeller', () => {
  const texts = modelPages.map(textOf);

  it('are each told on a page, with their value and as grade D', () => {
    expect(untold(sources(), texts)).toEqual([]);
  });

  it('are all found: no comment says grade D but above a constant', () => {
    const said = sources().flatMap(({ file, text }) => [...text.matchAll(/grade D/g)].map(() => file));
    expect(said.length).toBeGreaterThan(0);
    expect(
      sources()
        .flatMap(judgementsOf)
        .map(({ file }) => file),
    ).toEqual(said);
  });

  it('cannot move unseen: whichever changes, the pages no longer tell it', () => {
    const from = sources();
    for (const { name, value, file } of from.flatMap(judgementsOf)) {
      const moved = from.map((source) =>
        source.file === file
          ? { file, text: source.text.replace(`const ${name} = ${value};`, `const ${name} = ${Number(value) + 0.1};`) }
          : source,
      );
      expect(untold(moved, texts), name).toEqual([`${file}: ${name} = ${Number(value) + 0.1}`]);
    }
  });
});

describe('docs/models/index.md', () => {
  const index = textOf(INDEX);
  const linked = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map((match) => `docs/models/${match[1]!}`);

  it('leads to every model and to nothing else', () => {
    expect([...new Set(linked)].sort()).toEqual(modelPages.filter((page) => page !== INDEX).sort());
  });

  it('names every phase of a quarter by its file, beside the page that explains it', () => {
    const rows = index.split('\n').filter((line) => /^\| \[.+\]\([\w-]+\.md\) \|/.test(line));
    const phases = filesUnder(root, 'src/run/phases').filter((file) => !file.endsWith('.test.ts'));
    expect(phases.length).toBeGreaterThan(0);
    expect(phases.filter((phase) => !rows.some((row) => row.includes(`\`${phase}\``)))).toEqual([]);
  });

  it('lists pages of the engine that say what they rest on, what they leave out and what holds them', () => {
    const chapter = index.slice(index.indexOf('## The engine'), index.indexOf('## What is asked of it'));
    const engine = [...chapter.matchAll(/^\| \[.+?\]\(([\w-]+\.md)\)/gm)].map((match) => `docs/models/${match[1]!}`);
    const lacking = engine.flatMap((page) => {
      const text = textOf(page);
      return [
        ...(/^(?:Sources?: |## Sources?)/m.test(text) ? [] : [`${page}: source`]),
        ...(/^## .*[Ll]imits/m.test(text) ? [] : [`${page}: limits`]),
        ...(/`(?:src|test)\/[\w./-]+\.test\.ts`/.test(text) ? [] : [`${page}: tests`]),
      ];
    });
    expect(engine.length).toBeGreaterThan(0);
    expect(lacking).toEqual([]);
  });
});
