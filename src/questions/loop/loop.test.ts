import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import { loop } from './loop.ts';
import { type LoopResult, loopResultSchema } from './loopSchema.ts';

const SHARE = { listed: { price: 10, shares: 1000, volatility: 0.1, beta: 1 } };
const MONTHS = 3;

/** A vendor owned by a holder who funds a lab; a second vendor that invests as it delivers. */
function web(parts: { channels?: object; stakes?: object; deals?: object; milestones?: object } = {}) {
  return smallBook({
    parties: {
      lab: { name: 'Lab', kind: 'lab', cash: 100, private: { valuation: 1e6 } },
      vendor: { name: 'Vendor', kind: 'cloud', cash: 100, ...SHARE },
      maker: { name: 'Maker', kind: 'chipmaker', cash: 100, ...SHARE },
      holder: { name: 'Holder', kind: 'person', cash: 100 },
    },
    stakes: { vendor: { holders: { holder: 0.4 } }, ...parts.stakes },
    channels: {
      value: { says: 'V', kind: 'news', vendor: 'vendor', multiple: 0.5, half_life: MONTHS },
      funding: { says: 'F', kind: 'funding', holder: 'holder', issuer: 'lab', rate: 0.3 },
      commitment: {
        says: 'C',
        kind: 'commitment',
        issuer: 'lab',
        debt_share: 0.3,
        own_share: 0.2,
        vendors: { vendor: 0.6, maker: 0.4 },
      },
      ...parts.channels,
    },
    ...(parts.deals === undefined ? {} : { deals: parts.deals as Record<string, object> }),
    ...(parts.milestones === undefined ? {} : { milestones: parts.milestones as Record<string, object> }),
  });
}

const ask = (book: ReturnType<typeof web>): LoopResult => loopResultSchema.parse(loop({ book, draws: 50 }).result);
const multiplied = ({ multiplier }: LoopResult) => (multiplier === 'unbounded' ? multiplier : multiplier.value);

/** 1/(1 − d − o) × share × μ × half of it left after three months × stake × rate. */
const BY_HAND = 2 * 0.6 * 0.5 * 0.5 * 0.4 * 0.3;

describe('the loop of a book', () => {
  it('has the gain worked by hand, and the multiplier that belongs to it', () => {
    const result = ask(web());
    expect(result.gain.value).toBeCloseTo(BY_HAND, 12);
    expect(multiplied(result)).toBeCloseTo(1 / (1 - BY_HAND), 12);
    expect(result.financial_gain.value).toBeCloseTo((BY_HAND * 0.5) / 0.7, 12);
    expect(result.cycles.map((c) => [c.name, ...c.parties])).toEqual([['Holder loop', 'vendor', 'holder', 'lab']]);
    expect(result.gain.p5).toBe(result.gain.p95);
  });

  it('takes a drawn rate as a run draws it, and says where the gain would be one', () => {
    const book = web({
      channels: { funding: { says: 'F', kind: 'funding', holder: 'holder', issuer: 'lab', rate: '10% to 90%' } },
    });
    const result = ask(book);
    const perRate = BY_HAND / 0.3;
    const [threshold] = result.thresholds;
    expect(threshold?.at).toBeCloseTo(1 / perRate, 9);
    expect(threshold?.is_possible).toBe(false);
    expect(result.gain.p95).toBeCloseTo(perRate * (threshold?.p95 ?? 0), 9);
  });

  it('feeds itself without bound from a gain of one on', () => {
    const multiple = 0.5 / BY_HAND;
    const news = (times: number) => ({
      channels: { value: { says: 'V', kind: 'news', vendor: 'vendor', multiple: multiple * times, half_life: MONTHS } },
    });
    expect(ask(web(news(1.001))).multiplier).toBe('unbounded');
    expect(ask(web(news(1.001))).p_above_one).toBe(1);
    expect(multiplied(ask(web(news(0.999))))).toBeCloseTo(1000, 6);
  });

  it('has a multiplier without bound on some draws, and says on how many', () => {
    const [low, high] = [0.2, 1.8].map((times) => ((0.5 / BY_HAND) * times).toFixed(6));
    const half = `${low} to ${high}`;
    const channels = { value: { says: 'V', kind: 'news', vendor: 'vendor', multiple: half, half_life: MONTHS } };
    const result = ask(web({ channels }));
    const { multiplier } = result;
    if (multiplier === 'unbounded') throw new Error('some draws have a bound');
    expect(multiplier).toMatchObject({ mean: 'unbounded', sd: null, standard_error: null, p95: 'unbounded' });
    expect(multiplier.p5).toBeLessThan(3);
    expect(multiplier.unbounded_probability).toBe(result.p_above_one);
    // 1 − Φ(ln(1/.6)/.668) = .22 of all draws; fifty may lie three standard errors off.
    expect(result.p_above_one).toBeGreaterThan(0.05);
    expect(result.p_above_one).toBeLessThan(0.4);
    expect(result.thresholds[0]).toMatchObject({ input: 'channels.value.multiple', p_above: result.p_above_one });
  });

  it('counts what falls with commitments as damping, not as gain', () => {
    const result = ask(
      web({ channels: { value: { says: 'V', kind: 'news', vendor: 'vendor', multiple: -0.5, half_life: MONTHS } } }),
    );
    expect(result.gain.value).toBe(0);
    expect(result.damping.value).toBeCloseTo(-BY_HAND, 12);
  });

  it('reaches a holder through whom it holds, and a lab only through what it holds of others', () => {
    const chain = ask(
      web({ stakes: { vendor: { holders: { maker: 0.5 } }, maker: { holders: { holder: 0.2, lab: 0.1 } } } }),
    );
    expect(chain.gain.value).toBeCloseTo((BY_HAND / 0.4) * 0.5 * 0.2, 12);
    const own = ask(
      web({
        stakes: { vendor: { holders: { maker: 0.5 } }, maker: { holders: { lab: 0.1 } } },
        channels: { funding: { says: 'F', kind: 'funding', holder: 'lab', issuer: 'lab', rate: 0.3 } },
      }),
    );
    expect(own.gain.value).toBeCloseTo((BY_HAND / 0.4) * 0.5 * 0.1, 12);
  });

  it('counts tranches by delivery at firm + ½π of the rest, beside what passes vendors’ values', () => {
    const deals = (status: string, firm: number) => ({
      milestones: { half: { says: 'H', when: { delivered: { term: 'order.chips', share: 0.5 } } } },
      deals: {
        order: {
          title: 'O',
          between: ['lab', 'maker'],
          date: '2025-06-01',
          status,
          firm,
          terms: {
            chips: { type: 'supply', buyer: 'lab', seller: 'maker', total: 200, start: '2026-Q1', years: 2, own: true },
            shares: {
              type: 'equity',
              investor: 'maker',
              issuer: 'lab',
              amount: 50,
              tranches: { first: { amount: 50, milestone: 'half' } },
            },
          },
        },
      },
    });
    const lever = 2 * 0.4 * (50 / 200);
    const signed = ask(web(deals('signed', 0.2)));
    expect(signed.through_vendor_value.gain.value).toBeCloseTo(BY_HAND, 12);
    expect(signed.gain.value).toBeCloseTo(BY_HAND + lever * (0.2 + 0.5 * 0.6 * 0.8), 12);
    const intent = ask(web(deals('intent', 0)));
    expect(intent.gain.value).toBeCloseTo(BY_HAND + lever * 0.05, 12);
    expect(intent.loops.map((l) => l.name)).toEqual(['Holder loop', 'Maker tranche-per-delivery loop']);
  });

  it('counts a warrant at what it moves with the share: all of it once vesting is certain, less under a far hurdle', () => {
    const warrant = (hurdle: number) =>
      ask(
        web({
          channels: { funding: { says: 'F', kind: 'funding', holder: 'lab', issuer: 'lab', rate: 0.3 } },
          deals: {
            grant: {
              title: 'G',
              between: ['lab', 'vendor'],
              date: '2025-06-01',
              status: 'completed',
              terms: {
                rights: {
                  type: 'warrant',
                  issuer: 'vendor',
                  holder: 'lab',
                  shares: 250,
                  strike: 0,
                  expiry: '2028-12-31',
                  tranches: { all: { share: 1, hurdle } },
                },
              },
            },
          },
        }),
      ).gain.value;
    // 250 new shares beside 1000: a fifth of the vendor.
    expect(warrant(5)).toBeCloseTo((BY_HAND / 0.4) * 0.2, 9);
    expect(warrant(100)).toBeLessThan(1e-6);
  });

  it('is none where nobody commits', () => {
    const result = loop({ book: bookFolder('small/two-party'), draws: 10 }).result;
    expect([result.labs, result.gain.value, multiplied(result), result.loops]).toEqual([[], 0, 1, []]);
  });
});

describe('the loop of the shipped book', () => {
  it('names the Oracle–Ellison, NVIDIA tranche, AMD warrant and SoftBank loops, while the letter of intent stood', () => {
    const names = (asOf: string): string[] =>
      loop({ book: bookFolder('ai-buildout', { asOf }), draws: 20 }).result.loops.map((l) => l.name);
    const standing = ['Oracle–Ellison loop', 'NVIDIA equity loop', 'AMD warrant loop', 'SoftBank loop'];
    expect(names('2025-11-30')).toEqual(expect.arrayContaining([...standing, 'NVIDIA tranche-per-GW loop']));
    expect(names('2026-06-30').sort()).toEqual([...standing].sort());
  });

  it('has circles that sum to its gain, and elasticities that sum to one over the ways back', () => {
    const { result } = loop({ book: bookFolder('ai-buildout', { asOf: '2025-11-30' }), draws: 20 });
    const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);
    expect(sum(result.cycles.map((c) => c.gain.value))).toBeCloseTo(result.gain.value, 12);
    const back = result.elasticity.filter(({ kind }) => kind === 'funding' || kind === 'performance');
    expect(sum(back.map((e) => e.elasticity))).toBeCloseTo(1, 12);
  });
});
