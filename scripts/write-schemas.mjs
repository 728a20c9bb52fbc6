// Writes schema/*.schema.json, the forms of books and answers, from the compiled library (`npm run build` first).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const { jsonSchemaText, SCHEMA_NAMES } = await import(pathToFileURL(join(root, 'dist', 'index.js')).href);
mkdirSync(join(root, 'schema'), { recursive: true });
for (const name of SCHEMA_NAMES) writeFileSync(join(root, 'schema', `${name}.schema.json`), jsonSchemaText(name));
