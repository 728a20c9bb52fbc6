import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floors, outside } from '../../floors.mjs';
import { root } from '../../scripts/root.mjs';

interface Lock {
  packages: Record<
    string,
    { name?: string; resolved?: string; link?: boolean; integrity?: string } & Record<string, unknown>
  >;
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const lockText = textOf('package-lock.json');
const lock = JSON.parse(lockText) as Lock;
const manifest = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>;

/** Every package name the lock installs or asks for. */
function namesIn({ packages }: Lock): string[] {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  return Object.entries(packages).flatMap(([place, entry]) => [
    place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ...(place && entry.name ? [entry.name] : []),
    ...kinds.flatMap((kind) =>
      Object.entries((entry[kind] ?? {}) as Record<string, string>).flatMap(([name, range]) => [
        name,
        range.match(/^npm:(.+?)@/)?.[1] ?? name,
      ]),
    ),
  ]);
}

describe('the lock file', () => {
  it('never leads to the npm package that bears the name `interlock`', () => {
    expect(namesIn(lock)).not.toContain('interlock');
    expect(lock.packages['']?.name).toBe('interlock-lab');
  });

  it.each<Lock['packages']>([
    { 'node_modules/interlock': {} },
    { 'node_modules/a/node_modules/interlock': {} },
    { 'node_modules/a': { dependencies: { interlock: '1' } } },
    { 'node_modules/a': { dependencies: { b: 'npm:interlock@1' } } },
    { 'node_modules/a': { name: 'interlock' } },
  ])('would be caught doing so: %o', (packages) => {
    expect(namesIn({ packages })).toContain('interlock');
  });

  it('names no address to fetch from', () => {
    const fetched = Object.values(lock.packages).filter(({ resolved, link }) => resolved !== undefined && !link);
    expect(fetched).toEqual([]);
    expect(lockText).not.toMatch(/registry|\.tgz/i);
  });

  it('has a checksum for every package it fetches', () => {
    const unchecked = Object.entries(lock.packages).filter(
      ([place, { integrity, link }]) => place.includes('node_modules/') && !link && !integrity,
    );
    expect(unchecked.map(([place]) => place)).toEqual([]);
  });

  it('agrees with package.json', () => {
    for (const kind of ['dependencies', 'devDependencies', 'bin', 'engines']) {
      const locked = lock.packages['']?.[kind] as Record<string, string>;
      const trimmed = Object.fromEntries(
        Object.entries(manifest[kind] ?? {}).map(([name, value]) => [name, value.replace(/^\.\//, '')]),
      );
      expect(locked).toEqual(trimmed);
    }
  });
});

describe('dependencies', () => {
  it('each have a line in docs/dependencies.md, and no other package has one', () => {
    const told = [...textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
    const used = [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})];
    expect(told.sort()).toEqual(used.sort());
  });

  it('of the program are those some floor or room may import', () => {
    const permitted = [...floors, ...outside].flatMap(({ packages }): string[] => packages);
    expect([...new Set(permitted)].sort()).toEqual(Object.keys(manifest.dependencies ?? {}).sort());
  });
});
