import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { type DealFigures, hasNotEnded, type TermFigures } from './dealFigures.ts';
import { marketPrice } from './partyFigures.ts';
import type { StakeResult } from './stakes.ts';

export const EXPOSURE_KINDS = [
  'contract',
  'loan',
  'commitment',
  'guarantee',
  'backstop',
  'residual_value_guarantee',
  'stake',
  'warrant',
] as const;
export type ExposureKind = (typeof EXPOSURE_KINDS)[number];

/**
 * What a holder stands to lose if a counterparty fails, before recovery. `amount` counts what is binding;
 * `headline` what it would come to if everything announced were signed.
 */
export interface Exposure {
  readonly holder: string;
  readonly counterparty: string;
  readonly kind: ExposureKind;
  /** Deal and term, or the issuer of a stake. */
  readonly of: string;
  readonly amount: number;
  readonly headline: number;
}

/**
 * Every exposure in the web, deal by deal, then the cap tables.
 *
 * Definition: a seller's is what the buyer is bound to and has not paid; a lender's what is drawn, and apart from it
 * what it must still lend; a guarantor's its cover on what the debtor owes; a holder's its share of the issuer's value.
 */
export function exposuresOf(
  book: Book,
  deals: readonly DealFigures[],
  stakes: Readonly<Record<string, StakeResult>>,
): Exposure[] {
  const found: Exposure[] = [];
  for (const { deal, terms } of deals) {
    if (!hasNotEnded(deal)) continue;
    for (const term of terms) found.push(...exposuresOfTerm(book, term));
  }
  for (const [issuer, stake] of Object.entries(stakes)) {
    for (const [holder, { amount }] of Object.entries(stake.holders)) {
      if (amount === null) continue;
      found.push({ holder, counterparty: issuer, kind: 'stake', of: issuer, amount, headline: amount });
    }
  }
  return found.filter((e) => e.headline > 0);
}

function exposuresOfTerm(book: Book, figures: TermFigures): Exposure[] {
  const { term, layers, by, to } = figures;
  const of = `${figures.deal}.${figures.id}`;
  const [headline, firm, paid] = [layers.headline.value, layers.firm.value, layers.paid.value];
  const ahead = (layer: number): number => Math.max(0, layer - paid);
  const contract: Exposure = {
    holder: to,
    counterparty: by,
    kind: 'contract',
    of,
    amount: ahead(firm),
    headline: ahead(headline),
  };
  switch (term.type) {
    case 'capacity':
    case 'supply':
      return [contract];
    case 'lease': {
      const residual = term.residual_value_guarantee;
      const value = figureOf(residual?.value, book.asOf)?.value;
      if (value === undefined) return [contract];
      const most = Math.min(value, figureOf(residual?.cap, book.asOf)?.value ?? value);
      const binding = headline > 0 ? most * (firm / headline) : most;
      return [
        contract,
        { holder: by, counterparty: to, kind: 'residual_value_guarantee', of, amount: binding, headline: most },
      ];
    }
    case 'loan':
      return [
        { holder: by, counterparty: to, kind: 'loan', of, amount: paid, headline: paid },
        { holder: by, counterparty: to, kind: 'commitment', of, amount: ahead(firm), headline: ahead(headline) },
      ];
    case 'equity':
      return [{ holder: by, counterparty: to, kind: 'commitment', of, amount: ahead(firm), headline: ahead(headline) }];
    case 'guarantee':
      return [{ holder: by, counterparty: to, kind: 'guarantee', of, amount: firm, headline }];
    case 'backstop':
      return [{ holder: by, counterparty: to, kind: 'backstop', of, amount: firm, headline }];
    case 'warrant': {
      const price = marketPrice(book, term.issuer);
      const shares = figureOf(term.shares, book.asOf)?.value;
      if (price === null || shares === undefined) return [];
      const worth = shares * Math.max(0, price - (figureOf(term.strike, book.asOf)?.value ?? 0));
      return [{ holder: to, counterparty: by, kind: 'warrant', of, amount: 0, headline: worth }];
    }
    default:
      return [];
  }
}
