import { describe, expect, it } from 'vitest';
import { allocationAnswerSchema } from '../../src/questions/allocation/allocationSchema.ts';
import { interlock } from './interlock.ts';

const on = (book: string, ...rest: string[]) =>
  interlock(['allocation', book, '--paths', '32', '--workers', '0', '--quiet', ...rest]);

describe.concurrent('interlock allocation', () => {
  it('says on one screen what a lab would best do with its compute', async ({ expect }) => {
    const { code, stdout } = await on('take-or-pay-in-a-glut');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('transcripts/allocation-take-or-pay.txt');
  });

  it.each(['2025-11-30', '2026-06-30'])(
    'answers on the shipped book of %s by its schema, on at most 45 lines',
    async (day) => {
      const { stdout } = await on('ai-buildout', '--as-of', day, '--json');
      const answer = JSON.parse(stdout);
      expect(allocationAnswerSchema.safeParse(answer).error).toBeUndefined();
      expect(Object.keys(answer.result.parties)).toEqual(['openai', 'anthropic', 'xai']);
      const { about, capacity_unit: _, parties, ...top } = answer.result;
      expect(about).toEqual({ party: 'openai', name: 'OpenAI' });
      const { name: __, ...told } = parties.openai;
      expect(top).toEqual(told);
      for (const gain of [...top.gain_resplit, ...top.gain_expand])
        expect(gain.per_dollar * gain.cost).toBeCloseTo(gain.mean, 0);
      const screen = await on('ai-buildout', '--as-of', day);
      expect(screen.stdout).toContain('OpenAI holds');
      expect(screen.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(45);
    },
  );

  it('tells another lab if asked, and refuses one that is none', async () => {
    expect((await on('ai-buildout', '--about', 'xai')).stdout).toContain('xAI holds');
    const unknown = await on('ai-buildout', '--about', 'antropic');
    expect([unknown.code, unknown.stderr.includes('did you mean anthropic?')]).toEqual([2, true]);
    const noLab = await on('ai-buildout', '--about', 'oracle');
    expect(noLab.code).toBe(2);
    expect(noLab.stderr).toContain('Oracle has no compute to split');
    expect(noLab.stderr).toContain('openai, anthropic, xai');
  });

  it('answers a table of uses, from a file and from standard input', async ({ expect }) => {
    const uses = 'use,return,cap,entry,today\npaid,90,50,,30\nfree,80,30,,40\nagents,,20,70,\ntraining,60,40,,\n';
    const ask = ['allocation', '--uses', '-', '--capacity', '70', '--cost', '65', '--add', '20'];
    const { code, stdout } = await interlock([...ask, '--json'], { stdin: uses });
    const answer = JSON.parse(stdout);
    expect([code, answer.book, answer.result.shadow_price, answer.result.value]).toEqual([0, null, 80, 6100]);
    expect(allocationAnswerSchema.safeParse(answer).error).toBeUndefined();
    const screen = await interlock(ask, { stdin: uses });
    await expect(screen.stdout).toMatchFileSnapshot('transcripts/allocation-uses.txt');
  });

  it.each([
    [['--uses', '-'], 'use,return\na,1', 2, 'needs --capacity'],
    [['--uses', '-', '--capacity', 'much'], 'use,return\na,1', 2, 'write an amount'],
    [['--uses', '-', '--capacity', '1'], 'use,return\na,x', 1, 'stdin:2:3'],
    [['--uses', '-', '--capacity', '1', 'two-party'], '', 2, 'not both'],
    [['--uses', '-', '--capacity', '1', '--about', 'lab'], '', 2, '--about is for a book'],
    [['two-party', '--capacity', '1'], '', 2, '--capacity is for a table'],
    [[], '', 2, 'name a book, or a table of uses'],
  ])('%j on %j ends with %i and says why', async (args, stdin, code, message) => {
    const outcome = await interlock(['allocation', ...args], { stdin });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(message);
  });

  it('says so where no lab needs compute', async () => {
    expect((await on('guarantee-chain')).stdout).toContain('No lab of this book needs compute');
  });
});
