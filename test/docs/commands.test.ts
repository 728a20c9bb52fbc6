import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/interlock.ts';
import { type Block, blocksOf, freshBody, makeEdit } from './commandBlocks.ts';
import { docPages, HOW, replaced, textOf, WRITES, writePage } from './page.ts';

const pages = docPages().filter((page) => blocksOf(textOf(page)).length > 0);

/** Runs the blocks of a page from top to bottom in a folder of their own and gives the page as it should read. */
async function freshPage(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock docs '));
  try {
    await cp(join(ROOT, 'docs', 'examples'), join(folder, 'docs', 'examples'), { recursive: true });
    const stretches: { from: number; to: number; by: string }[] = [];
    for (const block of blocksOf(text)) {
      if (block.kind === 'edit') await makeEdit(block, folder);
      else stretches.push({ from: block.from, to: block.to, by: await freshBody(block, folder) });
    }
    return replaced(text, stretches);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the commands that pages show', () => {
  it.each(pages)('%s: print what the page says they print', async (page) => {
    const text = textOf(page);
    const fresh = await freshPage(text);
    if (WRITES) writePage(page, fresh);
    else expect(text, HOW).toBe(fresh);
  });

  it('are there, on the first page and in the tutorial', () => {
    expect(pages).toContain('README.md');
    expect(pages).toContain('docs/tutorial.md');
  });

  it('would be told if they printed something else, failed, or had nothing to edit', async () => {
    const page = (body: string, kind = 'console', note = ''): string => `${note}\`\`\`${kind}\n${body}\n\`\`\`\n`;
    const check = '$ npx --no-install interlock check docs/examples/first.yaml';
    const only = (text: string): Block => blocksOf(text)[0]!;
    await expect(freshPage(page(`${check}\nsomething else`))).resolves.not.toContain('something else');
    await expect(freshPage(page(`${check} --set a.b=1`))).rejects.toThrow('came to 1, not 0');
    await expect(freshPage(page(check, 'console', '<!-- only: Nothing like it -->\n'))).rejects.toThrow('no chapter');
    await expect(freshPage(page('--- docs/examples/first.yaml\n-gone\n+here', 'diff'))).rejects.toThrow('not one line');
    expect(only(page(check, 'console', '<!-- exit: 3 -->\n'))).toMatchObject({ exit: 3, kind: 'command' });
  });
});

describe('the books of docs/examples', () => {
  it.each([
    ['README.md', 'first.yaml'],
    ['docs/how-to/overlays.md', 'guaranteed.yaml'],
  ])('%s shows %s word for word', (page, book) => {
    expect(textOf(page)).toContain(`\`\`\`yaml\n${textOf(`docs/examples/${book}`)}\`\`\``);
  });
});
