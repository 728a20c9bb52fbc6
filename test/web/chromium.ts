import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether tests that need a browser are to be left out: where there is none, except in continuous integration. */
export const lacksChromium = !existsSync(EXECUTABLE) && process.env.CI === undefined;

/** Starts Chromium without a window and without anything that reaches out. */
export function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath: EXECUTABLE, args });
}
