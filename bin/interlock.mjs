#!/usr/bin/env node
// The command `interlock`: starts the compiled command line, or says what is missing.
import { existsSync } from 'node:fs';
import { checkNode } from '../scripts/checkNode.mjs';

checkNode();
const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) {
  import(main.href).then(async (commandLine) => {
    process.exitCode = await commandLine.main(process.argv.slice(2));
  });
} else {
  console.error('interlock: not compiled yet. Run `npm install` (or `npm start`) in the checkout first.');
  process.exitCode = 1;
}
