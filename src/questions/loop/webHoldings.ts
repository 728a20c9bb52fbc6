import type { Quantity } from '../../base/quantity.ts';
import { daysBetween } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { type IntegratedOwnership, integratedOwnership } from '../../mechanisms/control/integratedOwnership.ts';
import { blackScholes } from '../../mechanisms/pricing/blackScholes.ts';
import { touchShare } from '../../mechanisms/pricing/touchShare.ts';
import type { WarrantTerm } from '../../terms/warrant/schema.ts';
import type { Reader } from '../settlement/drawInputs.ts';
import { termNamed } from '../show/termTotal.ts';
import { performedPart } from './performedPart.ts';

/** Shares of issuers whose number nobody tells, as in a run. */
const SHARES_OF_PRIVATE = 1e9;
const VOLATILITY = 0.4;
const RISK_FREE = 0.04;
const STEP = 1e-4;

/**
 * Who holds whom on the day of a book, with warrants at what they move with the share.
 *
 * Definition: W[i][j] from the cap tables, and for a warrant Σ over tranches of shares × performed part × delta, over
 * the shares with those of the warrant; delta = dV/dS of a share received on touching the hurdle, of a call without one.
 * Assumes: parties are numbered as the book lists them.
 * Verified by: loop.test.ts (holdings by hand; delta of a hurdle far under and far above).
 */
export function webHoldings(book: Book, read: Reader): IntegratedOwnership {
  const ids = Object.keys(book.content.parties);
  const owner: number[] = [];
  const owned: number[] = [];
  const fraction: number[] = [];
  const add = (holder: string, issuer: string, part: number): void => {
    const [h, i] = [ids.indexOf(holder), ids.indexOf(issuer)];
    if (h < 0 || i < 0 || part <= 0) return;
    owner.push(h);
    owned.push(i);
    fraction.push(part);
  };
  for (const [issuer, stake] of Object.entries(book.content.stakes ?? {})) {
    for (const [holder, held] of Object.entries(stake.holders)) {
      const size = read(held as Quantity, 0);
      add(holder, issuer, size <= 1 ? size : size / sharesOf(book, issuer, read));
    }
  }
  for (const [dealId, deal] of Object.entries(book.content.deals ?? {})) {
    for (const [id, term] of Object.entries(deal.terms)) {
      if (term.type !== 'warrant') continue;
      const volume = term.volume === undefined ? null : termNamed(book, term.volume);
      const performed =
        volume === null
          ? performedPart(book, `deals.${dealId}.terms.${id}`, deal, term, read)
          : performedPart(book, volume.path, book.content.deals?.[volume.deal] ?? deal, volume.term, read);
      add(term.holder, term.issuer, performed * warrantShare(book, term, read));
    }
  }
  return integratedOwnership({
    size: ids.length,
    owner: Int32Array.from(owner),
    owned: Int32Array.from(owned),
    fraction: Float64Array.from(fraction),
  });
}

function sharesOf(book: Book, issuer: string, read: Reader): number {
  return read(book.content.parties[issuer]?.listed?.shares, SHARES_OF_PRIVATE);
}

/** Part of its issuer's value that a warrant moves by, if what it hangs on is delivered in full. */
function warrantShare(book: Book, term: WarrantTerm, read: Reader): number {
  const listed = book.content.parties[term.issuer]?.listed;
  const years = daysBetween(book.asOf, term.expiry) / 365.25;
  if (listed === undefined || !(years > 0)) return 0;
  const whole = read(term.shares, 0);
  const spot = read(listed.price, 0);
  const strike = read(term.strike, 0);
  const market = {
    years,
    rate: read(book.content.market?.risk_free, RISK_FREE),
    volatility: read(listed.volatility, VOLATILITY),
  };
  const delta = (hurdle: number | null): number => {
    const value = (s: number): number =>
      hurdle === null || hurdle <= spot
        ? blackScholes({ ...market, spot: s, strike }, 'call')
        : Math.max(0, s - strike) * touchShare({ ...market, spot: s, hurdle });
    return (value(spot * (1 + STEP)) - value(spot * (1 - STEP))) / (2 * STEP * spot);
  };
  const tranches = Object.values(term.tranches ?? { all: {} });
  let moves = 0;
  for (const tranche of tranches as readonly { share?: Quantity; shares?: Quantity; hurdle?: Quantity }[]) {
    const count = tranche.shares === undefined ? read(tranche.share, 1) * whole : read(tranche.shares, 0);
    moves += count * delta(tranche.hurdle === undefined ? null : read(tranche.hurdle, 0));
  }
  return moves / (sharesOf(book, term.issuer, read) + whole);
}
