import type { Book } from '../../book/book.ts';
import { HOLDER_CLASSES } from '../../book/schema/party.ts';
import { figureOf } from '../figure.ts';
import type { Exposure } from '../show/exposures.ts';
import type { ShowResult } from '../show/show.ts';
import type { Mechanism } from './contagionSchema.ts';
import type { Exposed } from './distressOutcome.ts';

/** Cash margin on sales inside the web where a seller states none (the standing range of the book format is 55 to 75 %). */
const STANDING_MARGIN = 0.65;

/** A book as a web of exposures between its parties and the accounts of the outside world. */
export interface BookWeb {
  readonly ids: readonly string[];
  /** What bears the losses: market value or latest valuation, else net wealth, else what it claims from others. */
  readonly equity: Float64Array;
  /** Bound and unpaid, and debt outside the web. */
  readonly owed: Float64Array;
  /** What is lost if the other side fails, after recovery and margin. */
  readonly exposures: readonly Exposed[];
  readonly atStake: number;
}

/** How much of an exposure is lost when the counterparty fails. */
interface Severity {
  readonly mechanism: Mechanism;
  readonly share: number;
}

/**
 * What each party of a book would lose by the failure of each other, by what ties them.
 *
 * Definition: claim (loans drawn, debt outside the web): (1 − recovery) × amount; backlog: firm and unpaid × the seller's
 * cash margin on such sales; guarantee: (1 − recovery) × what is covered; stake: share × value; residual value: what is
 * guaranteed. Money promised and not yet paid out is kept, so commitments and backstops count nothing.
 * Units: the book's currency, at medians. Assumes: what was sold to a failed buyer is not sold again, and what has been
 * spent for it is spent.
 */
export function bookWeb(book: Book, show: ShowResult, recovery: number): BookWeb {
  const rows: (Exposed & { readonly gross: number; readonly holderId: string; readonly onId: string })[] = [];
  const add = (holderId: string, onId: string, { mechanism, share }: Severity, gross: number, of: string): void => {
    if (gross > 0) rows.push({ holder: 0, on: 0, holderId, onId, mechanism, amount: share * gross, gross, of });
  };
  for (const exposure of show.exposures) {
    const severity = severityOf(book, exposure, recovery);
    if (severity !== null) add(exposure.holder, exposure.counterparty, severity, exposure.amount, exposure.of);
  }
  for (const [id, party] of Object.entries(book.content.parties)) {
    const amount = figureOf(party.debt?.amount, book.asOf)?.value ?? 0;
    for (const { holder, share } of debtHolders(book, id)) {
      add(holder, id, { mechanism: 'claim', share: 1 - recovery }, amount * share, `parties.${id}.debt`);
    }
  }
  const ids = [...new Set([...Object.keys(book.content.parties), ...rows.map((row) => row.holderId)])];
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const known = rows.filter((row) => indexOf.has(row.onId));
  const exposures = known.map((row): Exposed & { gross: number } => ({
    holder: indexOf.get(row.holderId)!,
    on: indexOf.get(row.onId)!,
    mechanism: row.mechanism,
    amount: row.amount,
    of: row.of ?? '',
    gross: row.gross,
  }));
  const owed = new Float64Array(ids.length);
  let atStake = 0;
  for (const { on, gross, mechanism } of exposures) {
    atStake += gross;
    if (mechanism === 'claim' || mechanism === 'backlog') owed[on] = owed[on]! + gross;
  }
  return { ids, equity: equitiesOf(book, show, ids, exposures), owed, exposures, atStake };
}

function severityOf(book: Book, { kind, holder }: Exposure, recovery: number): Severity | null {
  switch (kind) {
    case 'contract': {
      const margin = figureOf(book.content.parties[holder]?.operations?.web_margin, book.asOf)?.value;
      return { mechanism: 'backlog', share: Math.max(0, margin ?? STANDING_MARGIN) };
    }
    case 'loan':
      return { mechanism: 'claim', share: 1 - recovery };
    case 'guarantee':
      return { mechanism: 'guarantee', share: 1 - recovery };
    case 'residual_value_guarantee':
      return { mechanism: 'residual_value', share: 1 };
    case 'stake':
      return { mechanism: 'stake', share: 1 };
    default:
      return null;
  }
}

/** Who holds the debt of a party outside the web, by class; other lenders where nothing is said. */
function debtHolders(book: Book, id: string): { readonly holder: string; readonly share: number }[] {
  const holders = book.content.parties[id]?.debt?.holders;
  if (holders === undefined) return [{ holder: 'world-other', share: 1 }];
  return HOLDER_CLASSES.flatMap((name) => {
    const share = figureOf(holders[name], book.asOf)?.value ?? 0;
    return share > 0 ? [{ holder: `world-${name.replaceAll('_', '-')}`, share }] : [];
  });
}

function equitiesOf(
  book: Book,
  show: ShowResult,
  ids: readonly string[],
  exposures: readonly (Exposed & { readonly gross: number })[],
): Float64Array {
  const held = new Float64Array(ids.length);
  const stakes = new Float64Array(ids.length);
  for (const { holder, amount, gross, mechanism } of exposures) {
    held[holder] = held[holder]! + gross;
    if (mechanism === 'stake') stakes[holder] = stakes[holder]! + amount;
  }
  return Float64Array.from(ids, (id, i) => {
    const party = show.parties[id];
    if (party === undefined) return Math.max(held[i]!, SMALLEST);
    if (party.value !== null && party.value > 0) return party.value;
    const other = figureOf(book.content.parties[id]?.asset_value, book.asOf)?.value ?? 0;
    const wealth = (party.cash ?? 0) + other + stakes[i]! - (party.debt ?? 0);
    return Math.max(wealth, held[i]!, SMALLEST);
  });
}

/** A party that nothing is known of and that claims nothing has nothing to lose; its equity only must not be zero. */
const SMALLEST = 1;
