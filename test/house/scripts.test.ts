import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { isNodeNewEnough } from '../../scripts/checkNode.mjs';
import { mainJobArguments } from '../../scripts/mainJob.mjs';
import { root } from '../../scripts/root.mjs';
import { countTests } from '../../scripts/runTests.mjs';
import { installArguments, needsBuild, needsInstall, npmCacheFolder, recordInstall } from '../../scripts/setUp.mjs';

let folder = '';

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interlock set up '));
  write(
    'package.json',
    JSON.stringify({ type: 'module', dependencies: { yaml: '1' }, devDependencies: { '@a/b': '1' } }),
  );
  write('package-lock.json', '{ "lockfileVersion": 3 }');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('installing', () => {
  beforeEach(() => {
    write('node_modules/yaml/package.json', '{}');
    write('node_modules/@a/b/package.json', '{}');
  });

  it('is needed at first, and not again', () => {
    expect(needsInstall(folder)).toBe(true);
    recordInstall(folder);
    expect(needsInstall(folder)).toBe(false);
  });

  it('is needed again when the lock file changes, not when it is merely touched', () => {
    recordInstall(folder);
    utimesSync(join(folder, 'package-lock.json'), new Date(), new Date());
    expect(needsInstall(folder)).toBe(false);
    write('package-lock.json', '{ "lockfileVersion": 3, "packages": {} }');
    expect(needsInstall(folder)).toBe(true);
  });

  it.each(['node_modules/yaml', 'node_modules/@a/b'])('is needed again when %s is gone', (place) => {
    recordInstall(folder);
    rmSync(join(folder, place), { recursive: true });
    expect(needsInstall(folder)).toBe(true);
  });

  it('goes by the committed lock and does not write to it', () => {
    expect(installArguments('a cache')).toContain('--no-save');
    expect(installArguments('a cache')).toContain('--cache=a cache');
  });

  it('keeps its downloads in the checkout where the usual place cannot be written', () => {
    write('a file', '');
    expect(npmCacheFolder(folder, join(folder, 'usual', '.npm'))).toBe(join(folder, 'usual', '.npm'));
    expect(npmCacheFolder(folder, join(folder, 'a file', '.npm'))).toBe(join(folder, '.interlock', 'npm-cache'));
  });
});

describe('compiling', () => {
  beforeEach(() => {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const compilerOptions = { rootDir: 'src', outDir: 'dist', module: 'NodeNext', types: [] };
    write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'], exclude: ['src/**/*.test.ts'] }));
    write('src/cli/main.ts', 'export const main = 1;\n');
    write('src/cli/main.test.ts', 'export {};\n');
  });

  it('is needed until done, and again when a source, and only a source, changes', () => {
    expect(needsBuild(folder)).toBe(true);
    expect(build(folder)).toBe(0);
    expect(needsBuild(folder)).toBe(false);
    write('src/cli/main.test.ts', 'export const changed = 1;\n');
    write('notes.md', 'changed');
    expect(needsBuild(folder)).toBe(false);
    write('src/cli/other.ts', 'export const other = 1;\n');
    expect(needsBuild(folder)).toBe(true);
  });

  it('leaves the last good build in place when it fails', () => {
    build(folder);
    write('src/cli/main.ts', 'export const main: string = 1;\n');
    expect(build(folder)).not.toBe(0);
    expect(needsBuild(folder)).toBe(true);
    write('src/cli/main.ts', 'export const main = 1;\n');
    expect(needsBuild(folder)).toBe(false);
  });
});

describe('the main job', () => {
  it('passes arguments on and writes its answer to the usual place', () => {
    expect(mainJobArguments(['--paths', '500'], 'out/ai-buildout')).toEqual([
      'run',
      'ai-buildout',
      '--out',
      'out/ai-buildout',
      '--paths',
      '500',
    ]);
  });

  it.each([[['--out', 'a b']], [['--out=a b']]])('writes elsewhere when told: %j', (given) => {
    expect(mainJobArguments(given, 'out/ai-buildout')).toEqual(['run', 'ai-buildout', ...given]);
  });
});

describe('the last line of the tests', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  });

  it('counts', () => {
    const report = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };
    const testResults = [file('failed', 'passed', 'failed'), file('passed', 'passed')];
    expect(countTests({ ...report, testResults }, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [file('failed'), file('passed', 'passed')];
    const report = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults };
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a run that broke outside its tests as a failure', () => {
    const report = { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed')] };
    expect(countTests(report, 1).failed).toBe(1);
    expect(countTests(report, 0).failed).toBe(0);
    expect(countTests(undefined, null).failed).toBe(1);
  });
});

describe('the version of Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
    ['8.9.0', false],
  ])('%s is new enough: %s', (version, isEnough) => {
    expect(isNodeNewEnough(version)).toBe(isEnough);
  });
});
