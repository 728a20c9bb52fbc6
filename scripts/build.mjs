// Compiles src/ to dist/. Called by `npm install` (prepare), `npm start` and `npm test`.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/typescript7/bin/tsc', import.meta.url));
if (!existsSync(compiler)) {
  console.error('interlock: the compiler is not installed here; run `npm install` in the checkout first.');
  process.exit(1);
}
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });
process.exit(run.status ?? 1);
