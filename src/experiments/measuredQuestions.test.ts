import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import type { VectorSlice } from '../questions/claims/measured.ts';
import { loop } from '../questions/loop/loop.ts';
import { settlement } from '../questions/settlement/settlement.ts';
import { askAllocation } from './askAllocation.ts';
import { askControl } from './askControl.ts';
import { askLeverage } from './askLeverage.ts';
import { MEASURED } from './measuredQuestions.ts';
import { recordWorlds } from './recordWorlds.ts';
import { inProcessRunner } from './runner.ts';
import { unionOfWorlds } from './unionOfWorlds.ts';

const PATHS = 12;
const runner = inProcessRunner();
const askingOf = (book: Book) => ({ book, diagnostics: [], openRunner: async () => runner, paths: PATHS, seed: 1 });

/** A figure with the paths of a whole run as one vector, on the book as it stands. */
async function figureOn(book: Book, question: string, path: string): Promise<number | null | undefined> {
  const plan = planBook(book);
  const figure = MEASURED[question]?.figure?.(book, plan, path);
  if (figure == null) return undefined;
  const worlds = unionOfWorlds(figure.worlds);
  const read = await recordWorlds(worlds, askingOf(book));
  const world = (id: string) => {
    const found = read?.[worlds.findIndex((one) => one.id === id)];
    if (found === undefined) throw new Error(`the world ${id} was not asked for`);
    return found;
  };
  const slice: VectorSlice = { book, plan, seed: 1, from: 0, paths: PATHS, world, whole: world };
  return figure.expectation?.(slice)(path);
}

describe('a figure of all paths as one vector is that of the answer', () => {
  const book = bookFolder('ai-buildout', {});

  it('what positions explain, and the weights side by side', async () => {
    const { result } = await askLeverage(askingOf(book));
    expect(await figureOn(book, 'leverage', 'explained.position_share')).toBeCloseTo(
      result?.position_share.explained ?? Number.NaN,
      9,
    );
    const weight = (seller: string): number =>
      result?.side_by_side.find((side) => side.seller === seller && side.layer === 'as announced')?.seller_weight ??
      Number.NaN;
    expect(await figureOn(book, 'leverage', 'comparison.nvidia_less_amd.implied_weight')).toBeCloseTo(
      weight('nvidia') - weight('amd'),
      9,
    );
  }, 120_000);

  it('a signer’s gain is that of its deal as announced, and rises with the exclusion loss', async () => {
    const path = 'deals.openai-nvidia-guarantee.signers.nvidia.gain';
    const [gain, withFear] = await Promise.all([
      figureOn(book, 'leverage', path),
      figureOn(book, 'leverage', `${path}_with_exclusion_loss`),
    ]);
    expect(Number(withFear)).toBeGreaterThan(Number(gain));
    const later = bookFolder('ai-buildout', { asOf: '2026-06-30' });
    expect(await figureOn(later, 'leverage', path)).toBeUndefined();
  }, 120_000);

  it('a person beside the largest owner, up to the value of the deals in which neither has a say', async () => {
    const { result } = await askControl(askingOf(book));
    const person = result?.parties.openai?.persons.altman;
    const counted = result?.deals.filter(({ influence }) =>
      ['altman', person?.largest_owner ?? ''].some((id) => (influence[id] ?? 0) > 1e-3),
    );
    const part = (counted ?? []).reduce((sum, deal) => sum + deal.value, 0) / (result?.value ?? Number.NaN);
    const figure = await figureOn(book, 'control', 'parties.openai.persons.altman.influence_less_largest_owner');
    expect(Number(figure) * part).toBeCloseTo(person?.influence_less_largest_owner ?? Number.NaN, 3);
  }, 120_000);

  it('what more supply gains a lab over a better split', async () => {
    const { result } = await askAllocation(askingOf(book));
    for (const name of ['supply_gain_less_resplit_gain', 'scarcity_ends_within_horizon'] as const)
      expect(await figureOn(book, 'allocation', `parties.openai.${name}`)).toBeCloseTo(
        result?.parties.openai?.[name] ?? Number.NaN,
        6,
      );
  }, 120_000);

  it('draws of the loop and of a settlement pass as often as the answers tell', () => {
    const draws = 1000;
    const share = (question: string, path: string, passes: (x: number) => boolean): number => {
      const values = MEASURED[question]?.draws?.(book, 1, draws, path)?.at(path) ?? new Float64Array(0);
      return values.filter(passes).length / draws;
    };
    expect(share('loop', 'through_vendor_value.gain', (x) => x > 0.1)).toBe(
      loop({ book, seed: 1, draws }).result.through_vendor_value.p_above_tenth,
    );
    const told = settlement({ book, seed: 1 }).result;
    expect(share('settlement', `${told.settlement}.smallest_gain_over_disagreement`, (x) => x >= 0)).toBe(
      told.all_gain_probability,
    );
    expect(share('settlement', `${told.settlement}.largest_prediction_error`, (x) => x <= 0.03)).toBe(
      told.predicted_within_3_points_probability,
    );
  });

  it('a figure that the answer does not have is none', () => {
    const plan = planBook(book);
    expect(MEASURED.leverage?.figure?.(book, plan, 'deals.none')).toBeNull();
    expect(MEASURED.control?.figure?.(book, plan, 'parties.oracle.persons.altman')).toBeNull();
    expect(MEASURED.allocation?.figure?.(book, plan, 'gain')).toBeNull();
    expect(MEASURED.loop?.draws?.(book, 1, 5, 'loops')).toBeNull();
    expect(MEASURED.settlement?.draws?.(book, 1, 5, 'x.y')).toBeNull();
  });
});
