import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, brokenLinks } from '../../scripts/brokenLinks.mjs';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { forbiddenWords } from '../../scripts/forbiddenWords.mjs';
import { root } from '../../scripts/root.mjs';

const isText = (file: string): boolean =>
  /(\.(ts|mjs|js|json|md|yaml|yml|csv|txt|html|css|c|py)|(^|\/)[^.]+|(^|\/)\.[^/]+)$/.test(file);
const files = filesUnder(root).filter((file) => isText(file) && file !== 'package-lock.json');
const pages = filesUnder(root).filter((file) => /\.md$/.test(file));

describe('the text of the files', () => {
  it('names no machine and leaves nothing undone', () => {
    const found = files.flatMap((file) =>
      forbiddenWords(readFileSync(join(root, file), 'utf8')).map((breach) => `${file}:${breach}`),
    );
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
  });

  it.each([
    [`see /${'work'}/main/a.ts`, 'a path of one machine'],
    [`"/${'root'}/x"`, 'a path of one machine'],
    [`// ${'TO'}${'DO'}: later`, 'work left undone'],
    [`https://registry.${'npmjs'}.org/yaml`, 'a package registry'],
    [`// @ts-${'ignore'}`, 'a switched-off type check'],
  ])('would be caught: %s', (text, what) => {
    expect(forbiddenWords(`fine\n${text}`)).toEqual([`2: ${what}`]);
  });

  it.each([
    'src/work/a.ts',
    'https://example.com/work/',
    'network/root/',
    'the registry of terms',
    './terms/registry.ts',
  ])('is left alone: %s', (text) => expect(forbiddenWords(text)).toEqual([]));
});

describe('links between pages', () => {
  it('all lead somewhere', () => {
    const broken = pages.flatMap((page) => brokenLinks(root, page).map((link) => `${page}: ${link}`));
    expect(broken).toEqual([]);
    expect(pages.length).toBeGreaterThan(5);
  });

  it('are told when they do not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'interlock links '));
    try {
      writeFileSync(join(folder, 'b.md'), '# The `run`, told\n');
      const links = '[1](b.md) [2](b.md#the-run-told) [3](gone.md) [4](b.md#gone) [5](https://x.org/gone) `[6](code)`';
      writeFileSync(join(folder, 'a.md'), `${links}\n\n\`\`\`\n[7](code)\n\`\`\`\n\n[8]: lost.md\n`);
      expect(brokenLinks(folder, 'a.md')).toEqual(['gone.md', 'b.md#gone', 'lost.md']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('use the anchors that repository hosts make', () => {
    expect(anchorOf('Take-or-pay: what it means (and not)')).toBe('take-or-pay-what-it-means-and-not');
  });
});
