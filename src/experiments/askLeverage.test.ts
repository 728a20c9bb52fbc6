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
