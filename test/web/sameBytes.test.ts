import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { lacksChromium, launchChromium } from './chromium.ts';
import { type ProbeResult, probe } from './probe.ts';

const ORIGIN = 'https://interlock.invalid';
const PATHS = 256;
const text = readFileSync(join(import.meta.dirname, '../../books/small/two-party/book.yaml'), 'utf8');
const texts = [{ name: 'book.yaml', text }];

let browser: Browser | null = null;
afterAll(() => browser?.close());

/** The probe as one script for a browser; fails where the library needs anything of Node. */
async function bundledWorker(): Promise<string> {
  const entry = join(import.meta.dirname, 'probeWorker.ts');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Runs the probe in a worker of a page; what the page asks for is answered here, nothing leaves the machine. */
async function probedInBrowser(): Promise<ProbeResult> {
  const script = await bundledWorker();
  browser = await launchChromium();
  const page = await browser.newPage();
  await page.route('**/*', (route) => {
    const isWorker = route.request().url().endsWith('/worker.js');
    const contentType = isWorker ? 'text/javascript' : 'text/html';
    return route.fulfill({ contentType, body: isWorker ? script : '<!doctype html><title>probe</title>' });
  });
  await page.goto(`${ORIGIN}/`);
  const reply = await page.evaluate(
    (message) =>
      new Promise<{ result?: ProbeResult; failure?: string }>((resolve) => {
        const worker = new Worker('/worker.js');
        worker.onmessage = (event) => resolve(event.data as { result?: ProbeResult; failure?: string });
        worker.onerror = (event) => resolve({ failure: event.message });
        worker.postMessage(message);
      }),
    { texts, paths: PATHS },
  );
  if (reply.result === undefined) throw new Error(reply.failure);
  return reply.result;
}

describe.skipIf(lacksChromium)('a worker of Chromium and Node', () => {
  it('compute the same bytes: a million values of the elementary functions, a run, and its answer', async () => {
    const [here, there] = [await probe(texts, PATHS), await probedInBrowser()];
    expect(here.values).toBe(1_000_000);
    expect(there).toEqual(here);
    // What the browser's own functions give is not tested: the hashes must come from ours.
    expect(new Set(Object.values(here.functions)).size).toBe(Object.keys(here.functions).length);
  });
});
