import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathAnswerSchema } from '../../src/questions/path/pathSchema.ts';
import { runAnswerSchema } from '../../src/questions/run/runSchema.ts';
import { interlock, ROOT } from './interlock.ts';

const SMALL = ['run', 'two-party', '--paths', '300'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock run '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe.concurrent('run', () => {
  it('gives the same bytes at any number of workers, and other bytes under another seed', async () => {
    const [none, one, three, other] = await Promise.all([
      interlock([...SMALL, '--json', '--workers', '0']),
      interlock([...SMALL, '--json', '--workers', '1']),
      interlock([...SMALL, '--json', '--workers', '3']),
      interlock([...SMALL, '--json', '--workers', '2', '--seed', '2']),
    ]);
    expect([none.code, one.code, three.code, other.code]).toEqual([0, 0, 0, 0]);
    expect(one.stdout).toBe(none.stdout);
    expect(three.stdout).toBe(none.stdout);
    expect(other.stdout).not.toBe(none.stdout);
  });

  it('keeps to its schema, conserves money and tells nothing on stderr', async () => {
    const { code, stdout, stderr } = await interlock([...SMALL, '--json', '--scenario', 'demand-stalls']);
    expect([code, stderr]).toEqual([0, '']);
    const answer = runAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.paths).toBe(300);
    expect(answer.scenarios).toEqual(['demand-stalls']);
    expect(answer.result!.conservation.max_relative_error).toBeLessThan(1e-9);
  });

  it('summarises within --memory, with a scenario too, says so, and compares as exactly as ever', async () => {
    const asked = [...SMALL, '--json', '--scenario', 'demand-stalls'];
    const [whole, tight] = await Promise.all([interlock(asked), interlock([...asked, '--memory', '700k'])]);
    expect(tight.code).toBe(0);
    const [all, some] = [whole, tight].map(({ stdout }) => runAnswerSchema.parse(JSON.parse(stdout)));
    expect(all!.warnings.map(({ code }) => code)).not.toContain('run.summarised');
    expect(some!.warnings.map(({ code }) => code)).toContain('run.summarised');
    const cash = (answer: typeof all) =>
      (answer!.result!.comparison['demand-stalls'] as { parties: { lab: { cash: { difference: number }[] } } }).parties
        .lab.cash;
    for (const [i, { difference }] of cash(some).entries())
      expect(difference).toBeCloseTo(cash(all)[i]!.difference, -2);
  });

  it('runs the shipped book with the network cut off', async () => {
    const { code, stdout } = await interlock([
      'run',
      'ai-buildout',
      '--paths',
      '40',
      '--json',
      '--scenario',
      'vendor-stops-investing',
    ]);
    expect(code).toBe(0);
    expect(runAnswerSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
  });

  it('tells progress with the time left where it is asked to, and not with --quiet', async () => {
    const loud = await interlock([...SMALL, '--json', '--progress']);
    expect(loud.stderr).toMatch(/^(\d+ of 300 paths, \d+:\d\d left\n)+/);
    expect(loud.stderr).toContain('300 of 300 paths, 0:00 left');
    const quiet = await interlock([...SMALL, '--json', '--progress', '--quiet']);
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toBe(loud.stdout);
  });

  it.each([
    [['--scenario', 'demand-stall'], 1, 'did you mean `demand-stalls`?'],
    [['--paths', '0'], 2, 'whole number from 1'],
    [['--memory', 'much'], 2, 'write a size'],
    [['--memory', '1k'], 2, 'of this book, not 300: ask for fewer paths, or give at least 1MB'],
    [['--memory', '1k', '--scenario', 'demand-stalls'], 2, 'paths of this book and 1 scenario, not 300'],
  ])('refuses %j', async (more, exitCode, said) => {
    const { code, stderr, stdout } = await interlock([...SMALL, ...more]);
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(stderr).toContain(said);
  });

  it('tells a failure as an envelope with --json', async () => {
    const { code, stdout } = await interlock([...SMALL, '--json', '--scenario', 'nonesuch']);
    expect(code).toBe(1);
    const answer = runAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.result).toBeNull();
    expect(answer.error!.diagnostics[0]!.code).toBe('scenario.unknown');
  });
});

describe.concurrent('one path', () => {
  it('is told in words: quarter, who, what, how much', async () => {
    const { code, stdout, stderr } = await interlock(['run', 'two-party', '--only-path', '5', '--trace']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('path 5 under seed 1');
    expect(stdout).toMatch(/2026-Q1 .*market price/s);
    expect(stdout).toMatch(/^2026-Q2 .*\n( {7} .*\n)*2026-Q3 /m);
    expect(stdout.split('\n').filter((line) => /market price \$/.test(line)).length).toBe(20);
  });

  it('keeps to its schema with --json, in a scenario too', async () => {
    const told = await interlock(['run', 'two-party', '--only-path', '5', '--json', '--scenario', 'demand-stalls']);
    const { result, scenarios } = pathAnswerSchema.parse(JSON.parse(told.stdout));
    expect(scenarios).toEqual(['demand-stalls']);
    expect(result!.events.length).toBeGreaterThan(10);
  });
});

describe.concurrent('--out', () => {
  it('writes the bytes that --json prints, and tables, and replaces only what a run wrote', async () => {
    const out = join(room, 'answers', 'of two');
    const first = await interlock([...SMALL, '--json', '--out', out]);
    expect(first.code).toBe(0);
    expect(await readFile(join(out, 'run.json'), 'utf8')).toBe(first.stdout);
    const parties = await readFile(join(out, 'tables/parties.csv'), 'utf8');
    expect(parties.split('\n')[0]).toContain('default_probability');
    const again = await interlock([...SMALL, '--json', '--out', out, '--seed', '9']);
    expect(again.code).toBe(0);
    expect(await readFile(join(out, 'run.json'), 'utf8')).toBe(again.stdout);
    expect(await readdir(join(room, 'answers'))).toEqual(['of two']);
    await writeFile(join(out, 'note.txt'), 'mine');
    expect((await interlock([...SMALL, '--json', '--out', out])).code).toBe(0);
    expect(await readFile(join(out, 'run.json'), 'utf8')).toBe(first.stdout);
    expect(await readFile(join(out, 'note.txt'), 'utf8')).toBe('mine');
  });

  it('leaves a folder alone that is not its own, unless forced', async () => {
    const out = join(room, 'mine');
    await mkdir(out);
    await writeFile(join(out, 'thesis.txt'), 'years of work');
    const refused = await interlock([...SMALL, '--json', '--out', out]);
    expect(refused.code).toBe(74);
    expect(JSON.parse(refused.stdout).error.code).toBe('output.not-ours');
    expect(await readdir(out)).toEqual(['thesis.txt']);
    expect((await interlock([...SMALL, '--out', out, '--force'])).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['answers', 'report.html', 'run.json', 'tables', 'thesis.txt']);
    expect(await readFile(join(out, 'thesis.txt'), 'utf8')).toBe('years of work');
    expect((await interlock([...SMALL, '--out', out])).code).toBe(74);
  });

  it('leaves nothing half-written', async () => {
    const file = join(room, 'file');
    await writeFile(file, '');
    const within = await interlock([...SMALL, '--out', join(file, 'below')]);
    expect(within.code).toBe(74);
    const over = await interlock([...SMALL, '--out', file]);
    expect(over.code).toBe(74);
    expect(await readFile(file, 'utf8')).toBe('');
    expect((await readdir(room)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses a folder that cannot be made before it runs, and one that the system refuses later, without end in neither', async () => {
    const file = join(room, 'a file');
    await writeFile(file, '');
    const never = ['run', 'two-party', '--paths', '100000000', '--memory', '100G', '--json'];
    const early = await interlock([...never, '--out', join(file, 'below', 'it')]);
    expect([early.code, JSON.parse(early.stdout).error.code]).toEqual([74, 'output.cannot-write']);
    expect((await interlock([...SMALL, '--paths', '20', '--out', '/proc/interlock/out'])).code).toBe(74);
    const deep = join(room, 'not', 'yet there', 'out');
    expect((await interlock([...SMALL, '--paths', '20', '--out', deep])).code).toBe(0);
    expect(await readdir(deep)).toContain('report.html');
  });
});

describe('Ctrl-C', () => {
  const MANY = ['run', 'ai-buildout', '--paths', '1000', '--progress', '--json', '--workers', '1'];

  interface Ended {
    readonly code: number | null;
    readonly signal: string | null;
    readonly stdout: string;
    readonly stderr: string;
  }

  /** Runs until the first block is finished and then interrupts so many times, each time once the last was heard. */
  function interrupted(times: number): Promise<Ended> {
    const child = spawn(process.execPath, [join(ROOT, 'bin/interlock.mjs'), ...MANY], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const read = { stdout: '', stderr: '' };
    let sent = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      read.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      read.stderr += chunk.toString();
      const heard = read.stderr.includes('interrupted:') ? 1 : 0;
      if (!read.stderr.includes(' left') || sent > heard || sent === times) return;
      sent += 1;
      child.kill('SIGINT');
    });
    return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...read })));
  }

  it('tells what is finished, with the true number of paths', async () => {
    const { code, stdout } = await interrupted(1);
    expect(code).toBe(130);
    const answer = runAnswerSchema.parse(JSON.parse(stdout));
    expect(answer.paths! % 256).toBe(0);
    expect(answer.paths).toBeLessThan(1000);
    expect(answer.warnings.length).toBeGreaterThan(0);
    const whole = await interlock(['run', 'ai-buildout', '--paths', String(answer.paths), '--json']);
    expect(JSON.parse(whole.stdout).result).toEqual(JSON.parse(stdout).result);
  });

  it('a second time ends at once, with nothing told', async () => {
    const { code, signal, stdout } = await interrupted(2);
    expect([code, signal]).toEqual([null, 'SIGINT']);
    expect(stdout).toBe('');
  });
});
