import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import { reportInput } from '../../../test/reportInput.ts';
import { reportHtml } from './reportHtml.ts';

const PATHS = 32;
const small = readdirSync(join(import.meta.dirname, '../../../books/small'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `small/${name}`);

/** Addresses that a page would follow or load. */
const addresses = (text: string): string[] =>
  [...text.matchAll(/\b(?:href|src|action|data)="([^"]*)"/g)].map((m) => m[1]!);

describe('the report', () => {
  it.each(small)('of %s is whole, and the same every time', async (name) => {
    const input = await reportInput(bookFolder(name), PATHS);
    const text = reportHtml(input);
    expect(reportHtml(input)).toBe(text);
    expect(text.match(/.{30}(NaN|undefined|\[object|Infinity).{30}/)).toBeNull();
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((m) => m[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    const inPage = addresses(text).filter((a) => a.startsWith('#'));
    for (const address of inPage) expect(ids).toContain(address.slice(1));
  });

  it('asks for nothing from anywhere and runs nothing', async () => {
    const text = reportHtml(await reportInput(bookFolder('small/two-party'), PATHS));
    expect(text).toContain("default-src 'none'");
    expect(text.match(/.{30}(<script|<link|<iframe|<object|<img|@import|url\(|\son\w+=").{30}/i)).toBeNull();
    for (const address of addresses(text)) expect(address).toMatch(/^#|^https?:\/\//);
  });

  it('stands also where nothing was simulated', async () => {
    const { book, show } = await reportInput(bookFolder('small/loop'), PATHS);
    const text = reportHtml({ book, show, run: null });
    expect(text).toContain('id="commitments"');
    expect(text).not.toContain('id="defaults"');
  });

  it('holds the text of a hostile book as text', async () => {
    const attack = '</title></style><script>alert(1)</script><img src=x onerror=alert(1)>"\'';
    const book = smallBook({
      parties: {
        buyer: { name: attack, kind: 'other', cash: '10B', note: attack },
        seller: { name: `Seller ${attack}`, kind: 'cloud', cash: '1B' },
      },
      deals: {
        deal: {
          title: attack,
          between: ['buyer', 'seller'],
          date: '2025-06-30',
          status: 'signed',
          note: attack,
          terms: {
            rent: {
              type: 'capacity',
              buyer: 'buyer',
              seller: 'seller',
              total: '4B',
              price: '10B',
              start: '2026-01-01',
              years: 2,
            },
          },
        },
      },
    });
    const text = reportHtml(await reportInput(book, PATHS));
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text.match(/.{30}<(script|img)/i)).toBeNull();
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text.match(/<\/title><\/head>|<\/title>\n<style>/g)).toHaveLength(1);
  });
});
