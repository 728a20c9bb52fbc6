import { marketFans } from '../../figures/marketFans.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';

/** The market: price, its multiple of cost, capacity, utilisation. */
export function market(data: ReportData): Section | null {
  if (data.run === null) return null;
  const fans = marketFans(data.book, data.run.market, data.currency);
  if (fans.length === 0) return null;
  return {
    id: 'market',
    title: `The market for ${data.good}`,
    body: html`<div class="pair">${fans.map((fan) => figureBlock(fan, 'half'))}</div>`,
  };
}
