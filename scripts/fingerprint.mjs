import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './filesUnder.mjs';

/**
 * One hash over the names and contents of these files; a missing file counts as such.
 * @param {string} root
 * @param {readonly string[]} files relative to root
 * @returns {string}
 */
function hashOf(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(root, file);
    hash.update(`${file}\0`);
    hash.update(existsSync(path) ? readFileSync(path) : 'missing');
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * What the installed packages depend on: the lock file and the kind of machine.
 * @param {string} root
 * @returns {string}
 */
export function installFingerprint(root) {
  return `${hashOf(root, ['package-lock.json'])} ${process.platform}-${process.arch}`;
}

/**
 * What the compiled code depends on: the sources without their tests, and the compiler's settings.
 * @param {string} root
 * @returns {string}
 */
export function buildFingerprint(root) {
  const sources = filesUnder(root, 'src').filter((file) => !/\.test\.ts$/.test(file));
  return hashOf(root, ['tsconfig.json', ...sources]);
}
