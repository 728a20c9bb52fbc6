import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import type { ReadOptions } from '../book/book.ts';
import { askLeverage } from './askLeverage.ts';
import { inProcessRunner } from './runner.ts';

const asking = (options: ReadOptions = {}) => {
  const runner = inProcessRunner();
  const book = bookFolder('ai-buildout', options);
  return { book, diagnostics: [], openRunner: async () => runner, paths: 24, seed: 1 };
};

describe('leverage in other worlds', () => {
  it('prices a deal for another lab, whom it then names', async () => {
    const { result, error } = await askLeverage(asking(), { deal: 'openai-amd-supply', as: 'anthropic' });
    expect(error).toBeNull();
    expect(Object.keys(result!.deals)).toEqual(['openai-amd-supply']);
    expect(result!.deals['openai-amd-supply']!.business!.buyer).toBe('anthropic');
    expect(Object.keys(result!.deals['openai-amd-supply']!.gains).sort()).toEqual(['amd', 'anthropic']);
    // The threat is that of somebody who would serve this lab.
    const { predicted, next_best } = result!.deals['openai-amd-supply']!.business!;
    expect(predicted).toMatchObject({ rival: next_best!.seller, rival_from: 'run' });
    expect(next_best!.seller).not.toBe('amd');
  });

  it('runs a guarantee in talks at several sizes, one of which is the deal as announced', async () => {
    const { result } = await askLeverage(asking(), { deal: 'openai-nvidia-guarantee', as: 'openai' });
    const [talks] = result!.guarantees_in_talks;
    const { nvidia } = result!.deals['openai-nvidia-guarantee']!.signers;
    const written = talks!.by_size.find(({ size }) => size === 1)!;
    expect(written.gain).toBe(nvidia!.gain);
    expect(written.gain_with_exclusion_loss).toBe(nvidia!.gain_with_exclusion_loss);
    expect(nvidia!.gain_with_exclusion_loss! - nvidia!.gain).toBeCloseTo(nvidia!.exclusion_loss!, 0);
    expect(nvidia!.exclusion_loss).toBeGreaterThan(0);
    for (const { size, guaranteed, calls } of talks!.by_size) {
      expect(guaranteed! / written.guaranteed!).toBeCloseTo(size, 9);
      expect(calls).toBeLessThanOrEqual(0);
    }
    const squares = talks!.by_size.reduce((sum, { size }) => sum + size * size, 0);
    const slope = talks!.by_size.reduce((sum, { size, gain }) => sum + size * gain, 0) / squares / written.guaranteed!;
    expect(talks!.gain_per_unit!.amount).toBeCloseTo(slope, 9);
  });

  it('tells by one path each what claims test', async () => {
    const { result } = await askLeverage(asking());
    const { comparison, explained, position_share, side_by_side } = result!;
    expect(explained.position_share).toBe(position_share.explained);
    const weight = (deal: string): number =>
      side_by_side.find((side) => side.deal === deal && side.layer === 'as announced')!.seller_weight!;
    expect(comparison.nvidia_less_amd!.implied_weight).toBeCloseTo(
      weight('openai-nvidia-intent') - weight('openai-amd-supply'),
      9,
    );
    expect(comparison.amd_less_nvidia!.implied_weight).toBe(-comparison.nvidia_less_amd!.implied_weight!);
  });

  it('says why not where the other is no lab', async () => {
    const { result, error } = await askLeverage(asking(), { deal: 'openai-amd-supply', as: 'oracle' });
    expect(result).toBeNull();
    expect(error!.code).toBe('leverage.cannot-stand-in');
  });

  it('lets the buyer lead about as often as asked', async () => {
    const leads = [0.2, 0.8];
    const { result } = await askLeverage(asking(), { deal: 'openai-amd-supply', as: 'openai', leads });
    const points = result!.by_lead!.points;
    expect(points.map((p) => p.asked)).toEqual(leads);
    for (const point of points) expect(Math.abs(point.lead - point.asked)).toBeLessThan(0.15);
    expect(points[1]!.exclusion_loss!).toBeGreaterThan(points[0]!.exclusion_loss!);
  });
});
