import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/base/version.ts';
import { answerSchema } from '../../src/questions/answer.ts';
import { SCHEMA_NAMES } from '../../src/questions/answerSchemas.ts';
import { checkAnswerSchema } from '../../src/questions/check/checkSchema.ts';
import { reconcileAnswerSchema } from '../../src/questions/reconcile/reconcileSchema.ts';
import { showAnswerSchema } from '../../src/questions/show/showSchema.ts';
import { interlock, ROOT } from './interlock.ts';

const BOOK = readFileSync(join(ROOT, 'books/small/two-party/book.yaml'), 'utf8');
const FAULTY = BOOK.replace('cash: 6B', 'cash: 6bn').replace('kind: cloud', 'kind: clout');
const FAILING = `${BOOK}\nchecks:\n  wrong: {says: It is not so., source: example, figure: parties.lab.commitments.headline, at_most: 1B}\n`;
const EXAMPLE_FOR = ['check', 'show', 'run', 'reconcile', 'new', 'schema', 'completion'];

let room = '';
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'interlock cli '));
});
afterAll(() => rm(room, { recursive: true, force: true }));

describe.concurrent('answers', () => {
  it('show prints one screen, the same as last time', async () => {
    const { code, stdout, stderr } = await interlock(['show', 'two-party']);
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('transcripts/show-two-party.txt');
    expect(stdout.split('\n').every((line) => [...line].length <= 100)).toBe(true);
    // 0.5 GW × 12B × (0.25 + 0.5 + 0.75 + 1 + 4 × 4)/4 years = 27.75B
    expect(stdout).toContain('$27.8B');
  });

  it.each([
    ['show', showAnswerSchema],
    ['check', checkAnswerSchema],
    ['reconcile', reconcileAnswerSchema],
  ] as const)('%s --json keeps to its schema', async (command, schema) => {
    const { code, stdout } = await interlock([command, 'two-party', '--json']);
    expect(code).toBe(0);
    expect(schema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
  });

  it('reads a file, a folder, stdin and a shipped name alike, from anywhere', async () => {
    const file = join(ROOT, 'books/small/two-party/book.yaml');
    const answers = await Promise.all([
      interlock(['show', file, '--json'], { cwd: room }),
      interlock(['show', join(ROOT, 'books/small/two-party'), '--json'], { cwd: room }),
      interlock(['show', 'two-party', '--json'], { cwd: room }),
      interlock(['show', 'small/two-party', '--json'], { cwd: room }),
    ]);
    expect(new Set(answers.map((a) => a.stdout)).size).toBe(1);
    const piped = await interlock(['show', '-', '--json'], { cwd: room, stdin: BOOK });
    const results = [answers[0]!, piped].map((a) => JSON.parse(a.stdout).result);
    expect(results[1]).toEqual(results[0]);
  });

  it('sees as of a day, through an overlay and with a quantity set, and says so', async () => {
    const overlay = join(room, 'bigger.yaml');
    await writeFile(overlay, 'parties:\n  cloud: {cash: 99B}\n');
    const set = 'deals.lab-cloud-compute.terms.compute.amount=1';
    const { stdout } = await interlock([
      'show',
      'two-party',
      '--with',
      overlay,
      '--set',
      set,
      '--as-of',
      '2026-02-01',
      '--json',
    ]);
    const answer = JSON.parse(stdout);
    expect(answer.overlays).toEqual(['bigger.yaml', set]);
    expect(answer.as_of).toBe('2026-02-01');
    expect(answer.result.parties.cloud.cash).toBe(99e9);
    expect(answer.result.total.headline).toBe(2 * 27.75e9);
    expect(answer.rests_on[0].grade).toBe('D');
  });

  it('is the same to the byte under another language and time zone', async () => {
    const usual = await interlock(['show', 'two-party']);
    const far = { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', TZ: 'Pacific/Kiritimati' };
    const away = await interlock(['show', 'two-party'], { env: far });
    expect(away).toEqual(usual);
    const [a, b] = await Promise.all([
      interlock(['show', 'two-party', '--json'], { env: { LC_ALL: 'C', TZ: 'America/Los_Angeles' } }),
      interlock(['show', 'two-party', '--json'], { env: far }),
    ]);
    expect(a).toEqual(b);
  });
});

describe.concurrent('exit codes', () => {
  it('1: every fault of the book at once, at its place, and nothing on stdout', async () => {
    const { code, stdout, stderr } = await interlock(['show', '-'], { stdin: FAULTY });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/stdin:\d+:\d+ {2}error/);
    expect(stderr).toContain('6bn');
    expect(stderr).toContain('clout');
    expect(stderr).toContain('the book has 2 faults');
  });

  it.each([
    [['show']],
    [['show', 'two-party', 'more']],
    [['show', 'two-party', '--wdith', '3']],
    [['show', 'two-party', '--color', 'blue']],
    [['show', 'two-party', '--width', 'wide']],
    [['show', 'two-party', '--max-size', 'much']],
    [['shwo', 'two-party']],
    [['schema', 'boook']],
    [[]],
  ])('2: the command line makes no sense: %j', async (args) => {
    const { code, stdout, stderr } = await interlock(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.length).toBeGreaterThan(10);
  });

  it('2: and the nearest word is named', async () => {
    expect((await interlock(['shwo', 'two-party'])).stderr).toContain('Did you mean show?');
    expect((await interlock(['schema', 'boook'])).stderr).toContain('did you mean book?');
  });

  it('3: a check of the book fails', async () => {
    const { code, stdout } = await interlock(['check', '-'], { stdin: FAILING });
    expect(code).toBe(3);
    expect(stdout).toContain('1 failed');
    const asJson = await interlock(['check', '-', '--json'], { stdin: FAILING });
    expect(asJson.code).toBe(3);
    expect(JSON.parse(asJson.stdout).result.checks.wrong).toMatchObject({ status: 'failed', value: 27.75e9 });
  });

  it('66: there is no such book, and the nearest is named', async () => {
    const { code, stdout, stderr } = await interlock(['show', 'two-partie']);
    expect([code, stdout]).toEqual([66, '']);
    expect(stderr).toContain('Did you mean two-party?');
  });

  it('66: a folder without a book, an overlay that is not there, a link that leaves the folder', async () => {
    const folder = join(room, 'linked');
    await mkdir(folder);
    expect((await interlock(['show', folder])).code).toBe(66);
    expect((await interlock(['show', 'two-party', '--with', join(room, 'none.yaml')])).code).toBe(66);
    await writeFile(join(room, 'secret.yaml'), BOOK);
    await symlink(join(room, 'secret.yaml'), join(folder, 'book.yaml'));
    const { code, stderr } = await interlock(['show', folder]);
    expect(code).toBe(66);
    expect(stderr).toContain('leads out of the folder');
    await writeFile(join(folder, 'a.yaml'), BOOK);
    await rm(join(folder, 'book.yaml'));
    await symlink('a.yaml', join(folder, 'inside.yaml'));
    expect((await interlock(['show', folder])).stderr).toContain('inside.yaml');
  });

  it('74: what is to be written cannot be', async () => {
    const full = join(room, 'full');
    await mkdir(full);
    await writeFile(join(full, 'mine.txt'), 'mine');
    expect((await interlock(['new', full])).code).toBe(74);
    expect((await interlock(['new', join(full, 'mine.txt', 'book')])).code).toBe(74);
  });

  it('a book that is too large is refused with bounded reading', async () => {
    const { code, stderr } = await interlock(['show', '-', '--max-size', '1K'], { stdin: BOOK });
    expect(code).toBe(1);
    expect(stderr).toContain('book.limit');
  });
});

describe.concurrent('failures with --json', () => {
  it.each([
    ['book.invalid', 'show', ['show', '-', '--json'], FAULTY],
    ['input.unknown-book', 'check', ['check', 'no-such-book', '--json'], ''],
    ['usage', 'show', ['show', 'two-party', '--json', '--wrong'], ''],
    ['output.folder-not-empty', 'new', ['new', '.', '--json'], ''],
  ])('tell %s in the envelope', async (name, question, args, stdin) => {
    const { stdout } = await interlock(args, { stdin });
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ question, version: VERSION, result: null, error: { code: name } });
    if (name === 'book.invalid') {
      expect(answer.error!.diagnostics).toHaveLength(2);
      expect(answer.error!.diagnostics[0]!.place!.line).toBeGreaterThan(1);
    }
  });
});

describe.concurrent('the shell', () => {
  it('a reader who has seen enough ends it quietly', async () => {
    const deals = Array.from(
      { length: 150 },
      (_, i) => `  d${i}:
    between: [lab, cloud]
    date: 2025-10-15
    status: signed
    source: example
    terms: {c: {type: capacity, buyer: lab, seller: cloud, total: 1B, price: 12B, start: 2026-Q1, years: 5}}
`,
    );
    const stdin = BOOK.replace('\nmarket:', `\n${deals.join('')}\nmarket:`);
    const { code, stdout, stderr } = await interlock(['show', '-', '--json'], { stdin, stopsReading: true });
    expect(stdout.length).toBeGreaterThan(0);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('colours only where they are wanted', async () => {
    const start = '\u001b[';
    const with_ = async (args: string[], env: Record<string, string> = {}): Promise<boolean> =>
      (await interlock(['show', 'two-party', ...args], { env })).stdout.includes(start);
    expect(await with_([])).toBe(false);
    expect(await with_(['--color', 'always'])).toBe(true);
    expect(await with_([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await with_([], { FORCE_COLOR: '0' })).toBe(false);
    expect(await with_(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(false);
    expect(await with_(['--color=always'], { NO_COLOR: '1' })).toBe(true);
  });

  it('keeps to the width that was asked for', async () => {
    const { stdout } = await interlock(['show', 'two-party', '--width', '64']);
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(64);
  });

  it('lets nothing that a book or a person wrote move the cursor', async () => {
    const evil = BOOK.replace('name: Example Lab', 'name: "Lab \\e[2J\\x07\\u202e"').replace(
      'title: Two parties',
      'title: "\\e]0;owned\\x07 Two parties',
    );
    const outcomes = await Promise.all([
      interlock(['show', '-'], { stdin: evil }),
      interlock(['check', '-'], { stdin: evil.replace('kind: lab', 'kind: "\\e[31mlab"') }),
      interlock(['show', 'two\u001b[2Jparty']),
      interlock(['show', 'two-party', '--set', 'parties.lab.\u001b[2J=1']),
      interlock(['show', 'two-party', '--\u001b[2J']),
    ]);
    for (const { stdout, stderr } of outcomes) expect(stdout + stderr).not.toContain('\u001b');
  });

  it('has help with an example for every command, and its version', async () => {
    for (const command of EXAMPLE_FOR) {
      const { code, stdout } = await interlock([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(
        `$ interlock ${command}`.replace('interlock completion', 'source <(interlock completion'),
      );
    }
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(VERSION).toBe(version);
    expect((await interlock(['--version'])).stdout).toBe(`${version}\n`);
    const all = (await interlock(['--help'])).stdout;
    for (const command of EXAMPLE_FOR) expect(all).toContain(`  ${command} `);
  });

  it('completes in bash', async () => {
    const { stdout } = await interlock(['completion', 'bash']);
    const script = join(room, 'completion.bash');
    await writeFile(script, stdout);
    const { execFileSync } = await import('node:child_process');
    const complete = (...words: string[]): string[] =>
      execFileSync(
        'bash',
        [
          '-c',
          `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _interlock; printf '%s\\n' "\${COMPREPLY[@]}"`,
          '-',
          script,
          ...words,
        ],
        { cwd: room, encoding: 'utf8' },
      ).split('\n');
    expect(complete('interlock', 'rec')).toContain('reconcile');
    expect(complete('interlock', 'show', 'two')).toContain('two-party');
    expect(complete('interlock', 'show', '--as')).toContain('--as-of');
  });

  it.each(['zsh', 'fish'])('writes a script for %s that knows every command and book', async (shell) => {
    const { code, stdout } = await interlock(['completion', shell]);
    expect(code).toBe(0);
    for (const word of [...EXAMPLE_FOR, 'two-party', 'as-of']) expect(stdout).toContain(word);
  });

  it('says in its help every schema that there is', async () => {
    const { stdout } = await interlock(['schema', '--help']);
    const told = stdout.replace(/\s+/g, ' ');
    expect(SCHEMA_NAMES.filter((name) => !new RegExp(`[ ,]${name}[, ]`).test(told))).toEqual([]);
  });

  it.each(['book', 'answer', 'show', 'check', 'reconcile', 'run'])('prints the schema of %s', async (name) => {
    const { code, stdout } = await interlock(['schema', name]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' });
  });

  it('writes a new book that holds its own checks, and nothing over what is there', async () => {
    const folder = join(room, 'my first book');
    const made = await interlock(['new', folder]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const checked = await interlock(['check', folder]);
    expect([checked.code, checked.stderr]).toEqual([0, '']);
    expect(checked.stdout).toContain('1 passed');
    expect((await interlock(['new', folder])).code).toBe(74);
    const settings = JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8'));
    expect(settings['yaml.schemas']).toEqual({ './book.schema.json': '*.yaml' });
    expect(JSON.parse(readFileSync(join(folder, 'book.schema.json'), 'utf8')).properties).toHaveProperty('parties');
  });
});
