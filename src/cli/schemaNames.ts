import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './shippedBooks.ts';

const ENDING = '.schema.json';

/** Names of the schemas that come with the package; read here so that help need not load the library. */
export function schemaNames(): string[] {
  const files = readdirSync(join(PACKAGE_ROOT, 'schema')).filter((name) => name.endsWith(ENDING));
  return files.map((name) => name.slice(0, -ENDING.length)).sort();
}
