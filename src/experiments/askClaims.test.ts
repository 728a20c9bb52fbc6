import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { hasErrors } from '../base/diagnostic.ts';
import { wilsonInterval } from '../base/wilson.ts';
import { rereadBook } from '../book/rereadBook.ts';
import { planBook } from '../plan/planBook.ts';
import { answerText } from '../questions/answer.ts';
import { claimsAnswerSchema } from '../questions/claims/claimsSchema.ts';
import { runNeeds } from '../questions/run/runNeeds.ts';
import { askClaims } from './askClaims.ts';
import { askFinancing } from './askFinancing.ts';
import { plainClaimNeeds } from './plainClaimNeeds.ts';
import { inProcessRunner } from './runner.ts';
import { runWorlds } from './runWorlds.ts';

const CLAIMS = `
claims:
  order-pays-the-seller:
    says: The order is worth more to its seller than the shares that it gives for it.
    source: example
    question: leverage
    measure: {path: deals.order.signers.chipmaker.gain, kind: expectation, test: "> 0"}
    flips: [deals.order.terms.chips.price, parties.chipmaker.operations.growth, deals.order.terms.warrant.shares]
  nothing-of-the-kind: {says: None., source: example, question: leverage, measure: {path: deals.nothing, test: "> 0"}}
  no-such-question: {says: None., source: example, question: show, measure: {path: total, test: "> 0"}}
  untested: {says: None., source: example, question: leverage, measure: explained.position_share}
`;

const book = bookFolder('small/penny-warrant', {
  overlays: [{ name: 'claims.yaml', text: CLAIMS }],
  sets: ['deals.order.terms.chips.price=4B to 40B'],
});
const runner = inProcessRunner();
const asking = { book, diagnostics: [], openRunner: async () => runner, paths: 1, seed: 1 };
const SIZE = { vectors: 40, noisePaths: 4 };
const ORDER = ['order-pays-the-seller'];

describe('claims of a book', () => {
  it('are told with the planted driver first, and the value at which they turn', async () => {
    const answer = await askClaims(asking, { ...SIZE, vectors: 80, only: ORDER });
    expect(claimsAnswerSchema.safeParse(answer).error).toBeUndefined();
    const [claim] = answer.result?.claims ?? [];
    expect(claim?.verdict).toBe('depends');
    expect(claim?.sentence).toMatch(/^Depends: it holds in \d+ % of simulated worlds, given the contracts/);
    expect(claim?.drivers[0]?.input).toBe('deals.order.terms.chips.price');
    expect(claim?.drivers[0]?.rank_correlation).toBeGreaterThan(0.5);
    expect(claim?.drivers.map(({ input }) => input)).not.toContain('parties.chipmaker.operations.growth');
    const [price, growth, shares] = claim?.flips ?? [];
    expect(price?.at).toBeGreaterThan(4e9);
    expect(price?.at).toBeLessThan(40e9);
    expect(growth?.at).toBeNull();
    expect(shares?.reason).toContain('not drawn');
  }, 60_000);

  it('says what cannot be told, and why', async () => {
    const { result, warnings } = await askClaims(asking, { vectors: 2, noisePaths: 2 });
    const codes = Object.fromEntries((result?.claims ?? []).map((c) => [c.id, c.problem?.code ?? null]));
    expect(codes).toEqual({
      'order-pays-the-seller': null,
      'nothing-of-the-kind': 'claims.unknown-measure',
      'no-such-question': 'claims.question-cannot',
      untested: 'claims.untested',
    });
    expect(warnings.map((w) => w.code)).toEqual(expect.arrayContaining(Object.values(codes).filter((c) => c !== null)));
    expect(result?.claims[1]?.verdict).toBeNull();
  }, 60_000);

  it('turn, solved exactly, where the book set to either side of the value comes out differently', async () => {
    const { result } = await askClaims(asking, { ...SIZE, only: ORDER, isExact: true });
    const flip = result?.claims[0]?.flips.find(({ input }) => input === 'deals.order.terms.chips.price');
    expect(flip?.kind).toBe('exact');
    const at = flip?.at ?? Number.NaN;
    const shareAt = async (price: number): Promise<number> => {
      const changed = rereadBook(book, { set: { 'deals.order.terms.chips.price': price } });
      expect(hasErrors(changed.diagnostics)).toBe(false);
      if (changed.book === null) throw new Error('the price cannot be set');
      const told = await askClaims({ ...asking, book: changed.book }, { noisePaths: 4, vectors: 10, only: ORDER });
      return told.result?.claims[0]?.probability ?? Number.NaN;
    };
    expect(await shareAt(at * 0.85)).toBeLessThan(0.5);
    expect(await shareAt(at * 1.15)).toBeGreaterThanOrEqual(0.5);
  }, 120_000);

  it('are the same bytes whatever goes abreast, and end with an interruption', async () => {
    const narrow = {
      ...runner,
      run: (experiment, ...rest) => runner.run({ ...experiment, abreast: 8 }, ...rest),
    } satisfies typeof runner;
    const told = await askClaims(asking, { ...SIZE, only: ORDER });
    const again = await askClaims({ ...asking, openRunner: async () => narrow }, { ...SIZE, only: ORDER });
    expect(answerText(again)).toBe(answerText(told));
    const broken = await askClaims({ ...asking, signal: AbortSignal.abort() }, SIZE);
    expect(broken.error?.code).toBe('run.interrupted');
  }, 60_000);

  it('are compared with another day: the verdict, and what moved of what it hangs on', async () => {
    const priced = (price: string) =>
      bookFolder('small/penny-warrant', {
        overlays: [{ name: 'claims.yaml', text: CLAIMS }],
        sets: [`deals.order.terms.chips.price=${price}`],
      });
    const before = { book: priced('1B to 2B'), diagnostics: [] };
    const { result } = await askClaims({ ...asking, book: priced('4B to 40B') }, { ...SIZE, only: ORDER, before });
    const [change] = result?.compared?.claims ?? [];
    expect([change?.has_changed, change?.has_moved]).toEqual([false, true]);
    expect(change?.before.probability).toBe(0);
    expect(change?.after.probability).toBeGreaterThan(0.2);
    expect(change?.inputs.find(({ path }) => path === 'deals.order.terms.chips.price')?.before).toBeLessThan(2e9);
    expect(change?.sentence).toContain('then depends (0 %)');
  }, 60_000);
});

describe('a claim that every path tells by itself', () => {
  const shipped = bookFolder('ai-buildout', {});
  const PATHS = 64;
  const only = ['equity-instead-of-a-plan'];
  const on = { ...asking, book: shipped, paths: PATHS };

  it('is counted on plain paths, with the interval of so many', async () => {
    const { result, paths } = await askClaims(on, { ...SIZE, only });
    const [claim] = result?.claims ?? [];
    expect([claim?.counted_as, claim?.counted, paths]).toEqual(['path', PATHS, PATHS]);
    const passed = Math.round((claim?.probability ?? 0) * PATHS);
    const { low, high } = wilsonInterval(passed, PATHS);
    expect(claim?.probability_interval?.[0]).toBeCloseTo(low, 12);
    expect(claim?.probability_interval?.[1]).toBeCloseTo(high, 12);
    expect(claim?.sentence).toContain(`(${PATHS} paths)`);
    const { result: financing } = await askFinancing(on, { about: 'openai' });
    expect(claim?.figure).toBeCloseTo(financing?.parties.openai?.coverage.with_debt_room?.p50 ?? Number.NaN, 12);
  }, 60_000);

  it('is the same from a run of the book that was made for another answer', async () => {
    const own = await askClaims(on, { ...SIZE, only });
    const [world] = await runWorlds([{ id: '', book: shipped, plan: planBook(shipped) }], {
      paths: PATHS,
      seed: 1,
      runner,
      needs: (plan) => plainClaimNeeds(shipped, plan, runNeeds(plan)),
    });
    let runs = 0;
    const counting = {
      ...runner,
      run: (...of: Parameters<typeof runner.run>) => {
        runs += 1;
        return runner.run(...of);
      },
    };
    const shared = { ...on, paths: 1, openRunner: async () => counting, plainRun: world!.run };
    expect(answerText(await askClaims(shared, { ...SIZE, only }))).toBe(answerText(own));
    expect(runs).toBe(0);
  }, 60_000);
});
