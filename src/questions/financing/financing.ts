import type { Book } from '../../book/book.ts';
import type { PartyProgram, Plan } from '../../plan/plan.ts';
import { type Finding, type Remark, type RestsOn, restsOn } from '../answer.ts';
import { figureOf } from '../figure.ts';
import { answerAbout, partyAbout, unitsAbout } from '../partyAbout.ts';
import { show } from '../show/show.ts';
import { fundedParties } from './financingNeeds.ts';
import { type FinancingResult, type PartyFinancing, partyFinancingSchema } from './financingSchema.ts';
import { type Promised, partyFinancing } from './partyFinancing.ts';
import type { FinancingRun } from './partyFlows.ts';
import { SELLING_SHARES, secondarySale } from './secondarySale.ts';

/** A world in which private parties raise money. */
export interface FinancingQuestion {
  readonly book: Book;
  /** With what `financingNeeds` asks for. */
  readonly run: FinancingRun;
  readonly seed: number;
  /** Further shares of all shares whose holders want out. */
  readonly selling?: readonly number[];
  /** The party whose figures stand at the top; who has announced most purchases where left out. */
  readonly about?: string;
}

/**
 * Who pays what a private party has promised: by year and by source, how far sources cover it, what revenue would, and the
 * price at which its holders could sell.
 *
 * Definition: partyFlows.ts, fundingCoverage.ts, requiredRevenue.ts, secondarySale.ts for each party with a valuation and
 * funding. What holders get for old shares is no source: none of it reaches the party.
 * Units: the book's currency; ratios. Verified by: financing.test.ts, test/published/tenders.test.ts.
 */
export function financing({ book, run, seed, selling = [], about }: FinancingQuestion): Finding<FinancingResult> {
  const parties: Record<string, PartyFinancing> = {};
  const rests: RestsOn[] = [];
  const promised = fundedParties(run.plan).length === 0 ? null : show(book).result.commitments.by_buyer;
  const shares = [...new Set([...SELLING_SHARES, ...selling])].sort((a, b) => a - b);
  for (const party of fundedParties(run.plan)) {
    const { id } = party;
    const sale = secondarySale(book, id, seed, shares);
    parties[id] = {
      name: book.content.parties[id]?.name ?? id,
      ...partyFinancing(run, party, promisedBy(promised?.[id]), (deal) => run.plan.dealTitles[deal] ?? deal),
      secondary: sale.secondary,
      sell: sale.sell,
    };
    rests.push(...restsOf(book, run.plan, party, sale.inputs));
  }
  return {
    question: 'financing',
    result: answerAbout(parties, about ?? partyAbout(book, Object.keys(parties)), partyFinancingSchema.shape),
    units: UNITS,
    method: {
      docs: 'docs/models/financing.md',
      references: [
        'E. R. Yescombe (2013), Principles of Project Finance',
        'J. H. Cochrane (2005), Asset Pricing, chapter 1',
        'S. C. Myers, N. S. Majluf (1984), Corporate financing and investment decisions, Journal of Financial Economics 13(2)',
      ],
    },
    limits: [
      'Coverage adds up what could be raised over the whole run, whenever it comes: a source that comes too late covers in value and not in time. The years tell the timing, and the default probability what becomes of it.',
      'Coverage counts up to the failure of the party only, so that it can pass 1 on a path on which the party fails: `needs_equity` counts such paths as failed, whatever coverage says. The years count paths up to a failure too.',
      'What falls due and what pays for it are counted to the last quarter of the run alone: what is owed and earned after it, the repayment of debt that stands there included, is in neither.',
      'Debt room and equity demand are those of the path as it ran. Money raised early and kept would change what can be raised later.',
      'No book knows what investors would pay for shares that nobody has offered: the market for old shares rests on one tender and on judged ranges.',
      'What could be sold at the last price is one further sale: it assumes that those who bought in tenders of the last four quarters (`sold_in_tenders`) bid again. If they do not, less is bid.',
      'What holders sell to other investors brings the party nothing, and counts in no source.',
    ],
    restsOn: [...new Map(rests.map((r) => [r.path, r])).values()],
    warnings: fundedParties(run.plan).flatMap(({ id }) => valuationWarning(book, id)),
  };
}

type Buyer = ReturnType<typeof show>['result']['commitments']['by_buyer'][string];

function promisedBy(buyer: Buyer | undefined): Promised {
  return {
    byYear: new Map(
      buyer?.by_year.map(({ year, headline, firm, paid }) => [
        year,
        { headline: Math.max(0, headline - paid), firm: Math.max(0, firm - paid) },
      ]) ?? [],
    ),
  };
}

const UNITS = unitsAbout({
  '/by_year/*/year': 'year',
  '/by_year/*/quarters': 'quarters',
  '/by_year/*/failed_before': 'fraction',
  '/by_year/*/due_headline': 'currency',
  '/by_year/*/due_firm': 'currency',
  '/by_year/*/due': 'currency',
  '/by_year/*/operating': 'currency',
  '/by_year/*/committed': 'currency',
  '/by_year/*/service': 'currency',
  '/by_year/*/rescue_service': 'currency',
  '/by_year/*/gap': 'currency',
  '/by_year/*/drawn': 'currency',
  '/by_year/*/sold': 'currency',
  '/by_year/*/channelled': 'currency',
  '/by_year/*/rescue': 'currency',
  '/by_year/*/from_cash': 'currency',
  '/by_year/*/unpaid': 'currency',
  '/by_year/*/debt_room': 'currency',
  '/by_year/*/equity_demand': 'currency',
  '/by_year/*/uncovered': 'currency',
  '/coverage/*': 'ratio',
  '/coverage_of_values/*': 'ratio',
  '/equity_reliance': 'ratio',
  '/needs_equity/*': 'fraction',
  '/obligations/headline': 'currency',
  '/obligations/firm': 'currency',
  '/obligations/due': 'currency',
  '/obligations/present_value': 'currency',
  '/obligations/from': 'year',
  '/obligations/until': 'year',
  '/cash_at_start': 'currency',
  '/sources/*/carries': 'currency',
  '/sources/*/share': 'fraction',
  '/sources/*/could_carry': 'currency',
  '/required_revenue/*/year': 'year',
  '/required_revenue/*/revenue': 'currency',
  '/required_revenue/*/required': 'currency',
  '/required_revenue/*/required_with_compute': 'currency',
  '/required_revenue/*/paying_paths': 'fraction',
  '/default_probability': 'fraction',
  '/default_probability_interval': 'fraction',
  '/rescued_probability': 'fraction',
  '/rescued_probability_interval': 'fraction',
  '/failed_after_rescue': 'fraction',
  '/lasts': 'fraction',
  '/secondary/last_value': 'currency',
  '/secondary/bids': 'currency a year',
  '/secondary/primary': 'currency a year',
  '/secondary/sold_in_tenders': 'currency a year',
  '/secondary/absorbed_at_last_price': 'currency',
  '/secondary/absorbed_share': 'fraction',
  '/secondary/elasticity': 'ratio',
  '/secondary/reservation_median': 'ratio',
  '/secondary/reservation_sd': 'ratio',
  '/secondary/curves/ratio/*': 'ratio',
  '/secondary/curves/bids/*': 'currency',
  '/secondary/curves/all_may/*': 'currency',
  '/secondary/curves/tenth_must/*': 'currency',
  '/sell/*/share': 'fraction',
  '/sell/*/*/ratio': 'ratio',
  '/sell/*/*/value': 'currency',
  '/sell/*/*/discount': 'fraction',
  '/sell/*/*/discount_interval': 'fraction',
  '/sell/*/*/sold': 'fraction',
  '/sell/*/*/proceeds': 'currency',
});

/** The uncertain inputs of the party itself, the deals under which it pays or is paid, and the market for its shares. */
function restsOf(book: Book, plan: Plan, { id, account }: PartyProgram, secondary: readonly string[]): RestsOn[] {
  const own = plan.inputs.filter((input) => input.isUncertain && input.path.startsWith(`parties.${id}.`));
  const deals = new Set(
    plan.rows.filter((row) => row.deal !== '' && (row.payer === account || row.payee === account)).map((r) => r.deal),
  );
  return [
    ...own.map((input) => restsOn(book, input.path, null)),
    ...secondary.map((path) => restsOn(book, path, null)),
    ...[...deals].map((deal) => restsOn(book, `deals.${deal}`, null)),
  ];
}

function valuationWarning(book: Book, id: string): Remark[] {
  const value = figureOf(book.content.parties[id]?.private?.valuation, book.asOf)?.value ?? 0;
  if (value > 0) return [];
  return [
    {
      code: 'financing.no-value',
      message: `${id} has no value on this day: nothing can be raised against it, and no price told`,
      help: 'give it a `private.valuation` known by then',
      place: null,
    },
  ];
}
