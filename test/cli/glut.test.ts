import { describe, expect, it } from 'vitest';
import { glutAnswerSchema } from '../../src/questions/glut/glutSchema.ts';
import { interlock } from './interlock.ts';

const on = (book: string, ...rest: string[]) =>
  interlock(['glut', book, '--paths', '16', '--workers', '0', '--quiet', ...rest]);

describe.concurrent('interlock glut', () => {
  it('says on one screen how likely a glut is, what moves it and whom it pays', async ({ expect }) => {
    const { code, stdout } = await on('take-or-pay-in-a-glut', '--paths', '64');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('transcripts/glut-take-or-pay.txt');
  });

  it.each(['2025-11-30', '2026-06-30'])(
    'answers on the shipped book of %s by its schema, on at most 45 lines',
    async (day) => {
      const { stdout } = await on('ai-buildout', '--as-of', day, '--scales', '0,1', '--json');
      const answer = JSON.parse(stdout);
      expect(glutAnswerSchema.safeParse(answer).error).toBeUndefined();
      expect(answer.result.about.party).toBe('openai');
      expect(answer.result.net_benefit.map((b: { scale: number }) => b.scale)).toEqual([0, 1]);
      const screen = await on('ai-buildout', '--as-of', day, '--paths', '4');
      expect(screen.stdout).toContain('A glut of compute comes on');
      expect(screen.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(45);
    },
    240_000,
  );

  it('scales the commitments of another lab if asked, and refuses one that is none, or sizes that are none', async () => {
    const { stdout } = await on('ai-buildout', '--about', 'anthropic', '--scales', '2', '--json');
    expect(JSON.parse(stdout).result.about.party).toBe('anthropic');
    const { code, stderr } = await on('ai-buildout', '--about', 'oracle');
    expect(code).toBe(2);
    expect(stderr).toContain('the labs are openai');
    expect((await on('take-or-pay-in-a-glut', '--scales', '0,much')).code).toBe(2);
  }, 240_000);

  it('tells a market in which no lab buys, and says so where there is no market', async () => {
    expect((await on('backstop')).stdout).toContain('No lab of this book buys from the market');
    expect((await on('guarantee-chain')).stdout).toContain('This book has no market');
  });
});
