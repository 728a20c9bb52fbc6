import { describe, expect, it } from 'vitest';
import { financingAnswerSchema } from '../../src/questions/financing/financingSchema.ts';
import { interlock } from './interlock.ts';

const on = (book: string, ...rest: string[]) =>
  interlock(['financing', book, '--paths', '32', '--workers', '0', '--quiet', ...rest]);

describe.concurrent('interlock financing', () => {
  it('says on one screen who pays, and first at which price holders could sell', async ({ expect }) => {
    const { code, stdout } = await on('take-or-pay-in-a-glut');
    expect(code).toBe(0);
    expect(stdout.split('\n')[1]).toContain('If holders of Example Lab wanted out');
    await expect(stdout).toMatchFileSnapshot('transcripts/financing-take-or-pay.txt');
  });

  it.each(['2025-11-30', '2026-06-30'])(
    'answers on the shipped book of %s by its schema, on at most 45 lines',
    async (day) => {
      const { stdout } = await on('ai-buildout', '--as-of', day, '--json', '--sell', '15%');
      const answer = JSON.parse(stdout);
      expect(financingAnswerSchema.safeParse(answer).error).toBeUndefined();
      expect(answer.result.about.party).toBe('openai');
      expect(answer.result.sell.map((s: { share: number }) => s.share)).toContain(0.15);
      const screen = await on('ai-buildout', '--as-of', day);
      expect(screen.stdout).toContain('If holders of OpenAI wanted out');
      expect(screen.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(45);
    },
  );

  it('tells another party and another share if asked, and refuses what is none', async () => {
    const asked = await on('two-party', '--about', 'lab', '--sell', '0.15');
    expect(asked.stdout).toMatch(/^15 % /m);
    expect(asked.stdout.split('\n').slice(1, 4).join(' ')).toContain('15 % of the shares at −');
    const { code, stderr } = await on('two-party', '--about', 'labb');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean lab?');
    expect((await on('two-party', '--about', 'cloud')).stderr).toContain('no private party that raises money');
    for (const share of ['150%', 'ten'])
      expect((await on('two-party', '--sell', share)).stderr).toContain('expected a share such as 15%');
  });

  it('says so where nobody raises money against shares that are not traded', async () => {
    expect((await on('dual-class')).stdout).toContain('Nobody in this book raises money against shares');
  });
});
