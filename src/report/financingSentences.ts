import type { PartyFinancing, SecondarySale } from '../questions/financing/financingSchema.ts';
import { printMoney, printNumber, printPercent } from './number.ts';

/** Who pays and at what price holders could sell, in a few sentences: the answer before its tables. */
export function financingSentences(party: PartyFinancing, currency: string, asked: number | null = null): string[] {
  return [...sellingSentences(party, currency, asked), coverageSentences(party, currency).join(' ')];
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
      ? `about ${money(secondary.absorbed_at_last_price)} (${printPercent(secondary.absorbed_share, { digits: 2 })}) could be sold at the last price, ${money(secondary.last_value)} for the whole${againWords(secondary.sold_in_tenders, currency)}`
      : `at the last price, ${money(secondary.last_value)} for the whole, new shares of the last year have taken all bids`;
  return [`If holders of ${name} wanted out: ${absorbed}; ${words.join(', ')}.`];
}

/** What the figure assumes of those who have just bought. */
function againWords(sold: number, currency: string): string {
  return sold > 0 ? ` (if buyers of ${printMoney(sold, currency)} in tenders of the last four quarters bid again)` : '';
}

/** On how many paths it fails, and on how many partners had lent it money, those of both counted together. */
function failureWords(party: PartyFinancing): string {
  const rescued =
    party.rescued_probability > 0
      ? `; partners lent it money on ${printPercent(party.rescued_probability)}, and on ${printPercent(party.failed_after_rescue)} it failed all the same later`
      : '';
  return `By the end of ${party.obligations.until} it has failed on ${printPercent(party.default_probability)} of the paths${rescued}.`;
}

/** How far what it earns, has been promised and could borrow covers what falls due, and what new shares must do. */
function coverageSentences(party: PartyFinancing, currency: string): string[] {
  const { name, obligations, coverage, needs_equity: needs } = party;
  const { headline, firm, due, from, until } = obligations;
  const third = coverage.with_debt_room;
  const ends = failureWords(party);
  if (third === null || coverage.operating === null || obligations.present_value <= 0)
    return [`Nothing falls due for ${name} under the deals of this book. ${ends}`];
  const money = (x: number): string => printMoney(x, currency);
  const own = coverage.operating.p50;
  const layers =
    own > 0
      ? `Cash and operations cover ${printPercent(own)} of that by value (median), with money committed and all it could borrow ${printPercent(third.p50)}.`
      : `Its operations cost more than they bring and than it has in cash (median); money committed and all it could borrow cover ${printPercent(third.p50)} of dues and losses by value.`;
  return [
    `${from}–${until}, ${name} has announced purchases of ${money(headline)} not yet paid, ${money(firm)} of them binding; in the run ${money(due.mean)} falls due under its deals of every kind, loans and shares of revenue too.`,
    `${layers} ${ends} On the others (shares of all paths) only new shares make it enough on ${printPercent(needs.probability)}, not even they do on ${printPercent(needs.uncovered)}, none are needed on ${printPercent(needs.covered_without)}. Coverage counts up to a failure.`,
  ];
}

export function discountWords(discount: number): string {
  return discount < 0.0005 ? 'the last price' : `−${printPercent(discount)}`;
}

const FEW_SHARES: readonly number[] = [0.01, 0.05, 0.1, 0.25];

/** The sale of a share that was asked for; a few of the shares always told where none was. */
export function salesAsked(party: PartyFinancing, asked: number | null): readonly SecondarySale[] {
  return party.sell.filter(({ share }) => (asked === null ? FEW_SHARES.includes(share) : share === asked));
}

/** A source that carried what was due, or took from it. */
export interface CarriedSource {
  readonly words: string;
  readonly carries: number;
  readonly share: number | null;
  /** Most it could bring; null where nothing is known. */
  readonly could: number | null;
}

/** Deals told by name, before the rest of committed money. */
const MOST_DEALS = 1;

/** What carried all that was due, the largest first, small deals together: the shares add to one. */
export function carriedSources({ sources }: PartyFinancing): CarriedSource[] {
  const deals = sources.filter(({ source }) => source === 'committed');
  const rest = deals.slice(MOST_DEALS);
  const sum = (of: (source: PartyFinancing['sources'][number]) => number | null): number =>
    rest.reduce((all, source) => all + (of(source) ?? 0), 0);
  const told: CarriedSource[] = sources
    .filter((source) => !rest.includes(source))
    .map((source) => ({
      words: source.title ?? (source.carries < 0 ? TAKES : CARRIES)[source.source],
      carries: source.carries,
      share: source.share,
      could: source.could_carry,
    }));
  if (rest.length > 0) {
    const share = rest[0]!.share === null ? null : sum((s) => s.share);
    told.push({
      words: `${rest.length} other deals`,
      carries: sum((s) => s.carries),
      share,
      could: sum((s) => s.could_carry),
    });
  }
  return told.sort((x, y) => y.carries - x.carries);
}

type Words = Readonly<Record<PartyFinancing['sources'][number]['source'], string>>;

/** Sources in words. */
const CARRIES: Words = {
  operating: 'operating cash',
  committed: 'committed money',
  cash: 'cash in hand',
  debt: 'new debt, net of service',
  equity: 'new shares sold',
  rescue: 'rescue by partners, net',
  unpaid: 'left unpaid',
};

/** The same where they took money. */
const TAKES: Words = {
  ...CARRIES,
  operating: 'operating losses',
  cash: 'put into cash',
  debt: 'service of debt, net',
  rescue: 'rescues paid back, net',
};

export const printRatio = (x: number | null | undefined): string => printNumber(x ?? null, { digits: 2 });
