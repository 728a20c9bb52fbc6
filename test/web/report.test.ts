import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcessRunner } from '../../src/experiments/runner.ts';
import { askAll, reportHtml } from '../../src/index.ts';
import { bookFolder } from '../bookFolder.ts';
import { smallBook } from '../engineBook.ts';
import { reportInput } from '../reportInput.ts';
import { lacksChromium, launchChromium } from './chromium.ts';

const PATHS = 64;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ATTACK =
  '</title></style></svg><script>document.title="owned"</script><img src=x onerror=\'document.title="owned"\'>';

const SCREENS = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const;

interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page, and every request but the file itself. */
  readonly troubles: string[];
}

describe.skipIf(lacksChromium)('the report in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const files = new Map<string, string>();

  beforeAll(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), 'interlock report '));
    const shipped = await reportInput(bookFolder('ai-buildout'), PATHS, ['openai-renegotiates-2027']);
    const hostile = await reportInput(hostileBook(), PATHS);
    for (const [name, input] of [
      ['shipped', shipped],
      ['hostile', hostile],
    ] as const) {
      const file = join(folder, `${name}.html`);
      const answers = await askAll({
        book: input.book,
        diagnostics: [],
        openRunner: async () => inProcessRunner(),
        paths: 4,
        seed: 1,
      });
      writeFileSync(file, reportHtml({ ...input, answers }));
      files.set(name, pathToFileURL(file).href);
    }
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report from its file with the network cut off. */
  async function open(name: string, width: number, scheme: 'light' | 'dark'): Promise<Opened> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      offline: true,
      // The tests look into the page with scripts of their own; the page's policy forbids any.
      bypassCSP: true,
    });
    const page = await context.newPage();
    const troubles: string[] = [];
    const url = files.get(name) as string;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== url) troubles.push(request.url());
    });
    await page.goto(url);
    return { context, page, troubles };
  }

  describe.each(SCREENS)('at $width px, $scheme', ({ width, scheme }) => {
    it('opens from a file without a request or a complaint, and nothing hangs over the side', async () => {
      const { context, page, troubles } = await open('shipped', width, scheme);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const size = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(size).toEqual([width, width]);
      expect(await outside(page, width)).toEqual([]);
      expect(await page.locator('h1').textContent()).toBe('The AI build-out');
      expect(troubles).toEqual([]);
      await context.close();
    });

    it('draws its figures in a size that can be read', async () => {
      const { context, page } = await open('shipped', width, scheme);
      const sizes = await page.evaluate(() =>
        [...document.querySelectorAll('figure svg text')]
          .filter((text) => text.getClientRects().length > 0)
          .map((text) => {
            const svg = text.closest('svg') as SVGSVGElement;
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
          }),
      );
      expect(sizes.length).toBeGreaterThan(200);
      expect(Math.min(...sizes)).toBeGreaterThan(8);
      await context.close();
    });
  });

  it.each([SCREENS[0], SCREENS[3]])(
    'can be read by everyone at $width px, $scheme: nothing that axe-core finds',
    async ({ width, scheme }) => {
      const { context, page } = await open('shipped', width, scheme);
      await page.evaluate(() => {
        document.querySelectorAll('details').forEach((details, i) => {
          details.open = i < 4;
        });
      });
      expect(await faults(page)).toEqual([]);
      await context.close();
    },
  );

  it('would be found wanting: pale ink, a picture without words, a line too long', async () => {
    const { context, page } = await open('hostile', 390, 'light');
    expect(await faults(page)).toEqual([]);
    await page.evaluate(() => {
      (document.querySelector('.lead') as HTMLElement).style.color = '#cccccc';
      for (const svg of document.querySelectorAll('svg')) svg.removeAttribute('aria-label');
      (document.querySelector('.lead') as HTMLElement).style.width = '500px';
    });
    const found = (await faults(page)).join();
    expect(found).toMatch(/color-contrast/);
    expect(found).toMatch(/svg-img-alt/);
    expect(await outside(page, 390)).toHaveLength(1);
    await context.close();
  });

  it('prints: all of it in ink on white, without contents, nothing cut off', async () => {
    const { context, page } = await open('shipped', 1440, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const look = await page.evaluate(() => ({
      paper: getComputedStyle(document.documentElement).backgroundColor,
      contents: getComputedStyle(document.querySelector('nav') as Element).display,
      table: getComputedStyle(document.querySelector('.scroll') as Element).overflowX,
    }));
    expect(look).toEqual({ paper: 'rgb(255, 255, 255)', contents: 'none', table: 'visible' });
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await context.close();
  });

  it('keeps a hostile book inert', async () => {
    const { context, page, troubles } = await open('hostile', 1440, 'light');
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('script, img, iframe, object').count()).toBe(0);
    expect(await page.locator('#deals table').textContent()).toContain(ATTACK);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('lets no script run by its own policy, even one that got in', async () => {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const file = join(folder, 'tampered.html');
    const text = readFileSync(new URL(files.get('hostile') as string), 'utf8');
    writeFileSync(file, text.replace('<main>', '<main><script>document.title="owned"</script>'));
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('main script').count()).toBe(1);
    expect(await page.title()).not.toBe('owned');
    await context.close();
  });
});

/** What axe-core finds wrong, one line each. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: object) => Promise<AxeResults> } };
    // Of long tables and lists the first lines stand for all.
    const exclude = ['tbody tr:nth-child(n+6)', '.sources li:nth-child(n+12)'].map((selector) => [selector]);
    return (await axe.run({ include: [['html']], exclude })).violations.map(
      ({ id, nodes }) => [id, nodes.length, nodes[0]?.html ?? ''] as const,
    );
  });
  return found.map(([id, count, example]) => `${id}: ${count}, such as ${example.slice(0, 160)}`);
}

/** Visible elements that reach beyond the right edge, but for what a table scrolls. */
function outside(page: Page, width: number): Promise<string[]> {
  return page.evaluate((most) => {
    const reaches = (element: Element): boolean => {
      const { right, width: size } = element.getBoundingClientRect();
      return size > 1 && right > most + 1 && element.closest('.scroll, .quiet, .skip') === null;
    };
    return [...document.querySelectorAll('body *')].filter(reaches).map((element) => element.outerHTML.slice(0, 120));
  }, width);
}

function hostileBook() {
  return smallBook({
    parties: {
      buyer: { name: ATTACK, kind: 'lab', cash: '10B', note: ATTACK },
      seller: { name: `Seller ${ATTACK}`, kind: 'cloud', cash: '1B' },
    },
    deals: {
      deal: {
        title: ATTACK,
        between: ['buyer', 'seller'],
        date: '2025-06-30',
        status: 'signed',
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
}
