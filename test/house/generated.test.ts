import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFreshDrawing } from '../../scripts/architectureDrawing.mjs';
import { root } from '../../scripts/root.mjs';
import { runtimePlaces, thirdPartyNotices } from '../../scripts/thirdPartyNotices.mjs';

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('generated files (`npm run generate` makes them fresh)', () => {
  it('the drawing in ARCHITECTURE.md is the one floors.mjs gives', () => {
    const page = textOf('ARCHITECTURE.md');
    expect(page).toBe(withFreshDrawing(page));
  });

  it('a changed drawing would be noticed', () => {
    const page = textOf('ARCHITECTURE.md').replace('mechanisms   ', 'mechanism    ');
    expect(withFreshDrawing(page)).not.toBe(page);
  });

  it('THIRD-PARTY-NOTICES are those of the lock file and the installed packages', () => {
    expect(textOf('THIRD-PARTY-NOTICES')).toBe(thirdPartyNotices(root));
  });

  it('the notices reach every package the program needs, however deep, and no tool', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { o: '1', absent: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': { dependencies: { tool: '1' } },
      'node_modules/c': {},
      'node_modules/o': {},
      'node_modules/tool': {},
    };
    expect(runtimePlaces(packages)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/o',
    ]);
  });
});
