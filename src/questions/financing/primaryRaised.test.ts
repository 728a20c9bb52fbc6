import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { primaryRaised } from './primaryRaised.ts';

describe('new shares of the shipped book', () => {
  const book = bookFolder('ai-buildout', { asOf: '2026-06-30' });

  it('counts as raised in a year the rounds of that year alone', () => {
    // SoftBank's last 22.5B and the syndicate's 7.5B, Amazon 15B, NVIDIA 10B to 30B, SoftBank 10B, others 6B to 12B.
    const raised = primaryRaised(book, 'openai') / 1e9;
    expect(raised).toBeGreaterThan(30 + 15 + 10 + 10 + 6);
    expect(raised).toBeLessThan(30 + 15 + 30 + 10 + 12 + 2);
  });
});
