import type { PartyFinancing, SecondarySale } from '../questions/financing/financingSchema.ts';
import { printMoney, printNumber, printPercent } from './number.ts';

/** Who pays and at what price holders could sell, in a few sentences: the answer before its tables. */
export function financingSentences(party: PartyFinancing, currency: string, asked: number | null = null): string[] {
  return [...sellingSentences(party, currency, asked), ...coverageSentences(party, currency)];
}

/** The price at which a share of the holders could really sell. */
function sellingSentences({ name, secondary, sell }: PartyFinancing, currency: string, asked: number | null): string[] {
  const money = (x: number): string => printMoney(x, currency);
  const shares = asked === null ? [0.05, 0.1, 0.25] : [asked];
  const told = shares.flatMap((share) => sell.find((one) => one.share === share) ?? []);
  if (secondary.last_value <= 0 || told.length === 0) return [];
  const words = told.map((one) => `${printPercent(one.share)} of the shares at ${discountWords(one.must.discount)}`);
  const absorbed =
    secondary.absorbed_at_last_price > 0
      ? `about ${money(secondary.absorbed_at_last_price)} (${printPercent(secondary.absorbed_share, { digits: 2 })}) could be sold at the last price, ${money(secondary.last_value)} for the whole`
      : `at the last price, ${money(secondary.last_value)} for the whole, new shares of the last year have taken all bids`;
  return [`If holders of ${name} wanted out: ${absorbed}; ${words.join(', ')}.`];
}

/** How far what it earns, has been promised and could borrow covers what falls due, and what new shares must do. */
function coverageSentences(party: PartyFinancing, currency: string): string[] {
  const { name, obligations, coverage, needs_equity: needs } = party;
  const { headline, firm, due, from, until } = obligations;
  const third = coverage.with_debt_room;
  if (third === null || coverage.operating === null || obligations.present_value <= 0)
    return [`Nothing falls due for ${name} under the deals of this book.`];
  const money = (x: number): string => printMoney(x, currency);
  return [
    `${from}–${until}, ${name} has announced purchases of ${money(headline)} not yet paid, ${money(firm)} of them binding; in the run ${money(due.mean)} falls due under its deals.`,
    `Cash and operations cover ${printPercent(coverage.operating.p50)} of that by value (median), with money committed and all it could borrow ${printPercent(third.p50)}. Only new shares make it enough on ${printPercent(needs.probability)} of the paths; on ${printPercent(needs.uncovered)} not even they do, on ${printPercent(needs.covered_without)} none are needed.`,
  ];
}

export function discountWords(discount: number): string {
  return discount < 0.0005 ? 'the last price' : `−${printPercent(discount)}`;
}

/** The sale of a share that was asked for; of the shares always told where none was. */
export function salesAsked(party: PartyFinancing, asked: number | null): readonly SecondarySale[] {
  return asked === null ? party.sell : party.sell.filter((one) => one.share === asked);
}

/** The party whose announced purchases are the largest: it is told first. */
export function largestObligor(parties: Readonly<Record<string, PartyFinancing>>): string | null {
  let best: string | null = null;
  for (const [id, party] of Object.entries(parties)) {
    const most = best === null ? Number.NEGATIVE_INFINITY : parties[best]!.obligations.headline;
    if (party.obligations.headline > most) best = id;
  }
  return best;
}

/** Sources in words. */
export const SOURCE_WORDS: Readonly<Record<PartyFinancing['sources'][number]['source'], string>> = {
  operating: 'operating cash',
  committed: 'committed money',
  cash: 'cash in hand',
  debt: 'new debt, net of service',
  equity: 'new shares sold',
  unpaid: 'left unpaid',
};

export const printRatio = (x: number | null | undefined): string => printNumber(x ?? null, { digits: 2 });
