import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { askFinancing } from '../../experiments/askFinancing.ts';
import { inProcessRunner } from '../../experiments/runner.ts';

const runner = inProcessRunner();

describe('the party asked about', () => {
  const book = bookFolder('ai-buildout', { asOf: '2026-06-30' });
  const asking = { book, diagnostics: [], openRunner: async () => runner, paths: 8, seed: 1 };

  it('stands at the top: who has announced most unless told', async () => {
    const { result } = await askFinancing(asking);
    const { about, parties, ...top } = result!;
    expect(about).toEqual({ party: 'openai', name: 'OpenAI' });
    expect({ name: 'OpenAI', ...top }).toEqual(parties.openai);
    const other = await askFinancing(asking, { about: 'anthropic' });
    expect(other.result!.by_year).toEqual(parties.anthropic!.by_year);
    expect(other.result!.parties).toEqual(parties);
    expect(Object.keys(other.units!)).toContain('/by_year/*/rescue');
  });

  it('is none where its shares are traded, and the failure says whom one can ask about', async () => {
    const { result, error } = await askFinancing(asking, { about: 'softbank' });
    expect(result).toBeNull();
    expect(error!.message).toContain('SoftBank Group is no private party that raises money');
    expect(error!.message).toContain('openai');
  });
});
