import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/root.mjs';
import { jsonSchemaOf, jsonSchemaText, SCHEMA_NAMES } from '../../src/questions/answerSchemas.ts';

describe('schema/ (`npm run build && npm run generate` makes it fresh)', () => {
  it.each([...SCHEMA_NAMES])('%s.schema.json is the one its source gives', (name) => {
    expect(readFileSync(join(root, 'schema', `${name}.schema.json`), 'utf8')).toBe(jsonSchemaText(name));
  });

  it('holds no other file', () => {
    expect(readdirSync(join(root, 'schema')).sort()).toEqual([...SCHEMA_NAMES].map((n) => `${n}.schema.json`).sort());
  });

  it('tells an editor what each field of a party means', () => {
    const text = JSON.stringify(jsonSchemaOf('book'));
    expect(text).toContain('Cash and securities');
    expect(text).toContain('Capacity at full delivery');
  });
});
