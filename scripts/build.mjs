// Compiles src/ to dist/: beside it first, then into place, so that no one ever sees half a build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFingerprint } from './fingerprint.mjs';
import { root } from './root.mjs';

/**
 * Compiles the checkout at `root` and notes in dist/ which sources it was built from.
 * @param {string} root
 * @returns {number} 0, or the compiler's exit code
 */
export function build(root) {
  const compiler = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  if (!existsSync(compiler)) {
    console.error('interlock: the compiler is missing; `npm install --include=dev` in the checkout brings it.');
    return 1;
  }
  const workshop = join(root, '.interlock', `build-${process.pid}`);
  const fresh = join(workshop, 'dist');
  mkdirSync(workshop, { recursive: true });
  try {
    const builtFrom = buildFingerprint(root);
    const given = [compiler, '-p', 'tsconfig.json', '--outDir', fresh];
    const { status } = spawnSync(process.execPath, given, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) return status ?? 1;
    writeFileSync(join(fresh, '.built-from'), builtFrom);
    const dist = join(root, 'dist');
    if (existsSync(dist)) renameSync(dist, join(workshop, 'old'));
    renameSync(fresh, dist);
    return 0;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = build(root);
