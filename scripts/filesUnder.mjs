import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold what is made or fetched, never what is written. */
const made = new Set(['node_modules', 'dist', 'out', 'coverage', '.git', '.interlock']);

/**
 * Every written file under `folder`, in the order of its name, as paths relative to `root` with forward slashes.
 * Symbolic links are not followed.
 * @param {string} root
 * @param {string} [folder]
 * @returns {string[]}
 */
export function filesUnder(root, folder = '') {
  const here = join(root, folder);
  if (!existsSync(here)) return [];
  const entries = readdirSync(here, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return made.has(entry.name) ? [] : filesUnder(root, path);
    return entry.isFile() ? [path] : [];
  });
}
