import type { BusinessLeverage, DealLeverage, LeverageResult } from '../../questions/leverage/leverageSchema.ts';
import { dealSentence } from '../leverageWords.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

/** One deal: who gained, what each term is worth, fear, bargaining, and terms of equal value. */
export function leverageDealLines(
  result: LeverageResult,
  id: string,
  deal: DealLeverage,
  names: Names,
  currency: string,
  page: Page,
): string[][] {
  const { business } = deal;
  return [
    [
      `${deal.title ?? id}, ${deal.status} ${deal.date}`,
      ...wrap(dealSentence(result, id, names, currency), page.width),
    ],
    termRows(deal, names, currency, page),
    ...(business === null
      ? []
      : [
          fearLines(business, names, currency, page),
          bargainLines(business, names, currency, page),
          equalLines(business, currency, page),
          rebateLines(business, currency, page),
        ]),
    guaranteeLines(result, id, currency, page),
    leadRows(result, names, currency, page),
    solvedLines(result, names, currency, page),
  ];
}

function termRows(deal: DealLeverage, names: Names, currency: string, page: Page): string[] {
  const parties = Object.keys(deal.gains).slice(0, 3);
  const cell = (value: { amount: number; standard_error: number } | undefined): string =>
    value === undefined ? NO_FIGURE : printMoney(value.amount, currency, { standardError: value.standard_error });
  return [
    heading(page, 'Worth of each term', 'today, to each; and the gain over a world without the deal'),
    ...printTable(
      page,
      [
        { title: 'term', gives: true },
        { title: 'type' },
        ...parties.map((p) => ({ title: cut(partyName(names, p), 16), align: 'right' as const })),
      ],
      [
        ...Object.entries(deal.terms).map(([id, term]): Cell[] => [
          id,
          term.type,
          ...parties.map((p) => cell(term.value[p])),
        ]),
        [
          { text: 'gain', style: page.ink.bold },
          '',
          ...parties.map((p): Cell => ({ text: cell(deal.gains[p]), style: page.ink.bold })),
        ],
      ],
    ),
    ...previewLines(deal, currency, page),
  ];
}

/** Warrants in closed form, at the price before the deal was told. */
function previewLines(deal: DealLeverage, currency: string, page: Page): string[] {
  const previews = Object.values(deal.terms).flatMap(({ preview }) => (preview === null ? [] : [preview]));
  const [first] = previews;
  if (first === undefined) return [];
  const sum = (of: 'low' | 'independent' | 'high'): string =>
    printMoney(
      previews.reduce((all, preview) => all + preview[of], 0),
      currency,
    );
  return wrap(
    `At ${printMoney(first.price, currency)} (${first.priced_on}), in closed form: ${sum('independent')} if delivery and price move apart, ${sum('low')} to ${sum('high')} at the ends.`,
    page.width,
  );
}

function impliedWords(business: BusinessLeverage, seller: string, currency: string): string {
  const { implied_exclusion_loss: implied, signer_gain_without_fear: gain } = business;
  const size = `${printMoney(implied.amount, currency)} (${printPercent(implied.share_of_market_value)} of its value)`;
  if (implied.amount === 0)
    return `No fear of being left out is needed to explain that ${seller} signed, unless it would have sold the volume anyway.`;
  return Math.abs(gain.amount) < 2 * gain.standard_error
    ? `The terms imply that ${seller} feared to lose ${size} by being left out, which the paths cannot tell from nothing.`
    : `The terms imply that ${seller} feared to lose ${size} by being left out.`;
}

/** Against which world the seller's gain is held. */
function servedWords(business: BusinessLeverage, names: Names, currency: string): string {
  const { next_best: next, signer_gain_if_nobody_serves: struck, buyer } = business;
  const buyerName = partyName(names, buyer);
  return next === null
    ? `Held against a world in which nobody serves ${buyerName}: nobody else in the book sells such things.`
    : `Held against a world in which ${partyName(names, next.seller)} serves ${buyerName} in its place (${printMoney(struck.amount, currency, { standardError: struck.standard_error })} if nobody did).`;
}

function fearLines(business: BusinessLeverage, names: Names, currency: string, page: Page): string[] {
  const { implied_exclusion_loss: implied, independent_exclusion_loss: independent } = business;
  const seller = partyName(names, business.seller);
  const lines = [
    ...wrap(`${servedWords(business, names, currency)} ${impliedWords(business, seller, currency)}`, page.width),
  ];
  if (independent.rivals_event !== null)
    lines.push(`Rivals that were left out lost ${printMoney(independent.rivals_event.amount, currency)} on the day.`);
  if (independent.lead !== null)
    lines.push(
      `The buyer leads on ${printPercent(independent.lead.probability)} of paths; what ${seller} earns on it there is worth ${printMoney(independent.lead.amount, currency)}.`,
    );
  const picked = implied.curve.filter((_, i) => i % 2 === 0);
  if (picked.length > 0)
    lines.push(
      ...printTable(
        page,
        [
          { title: 'would have sold anyway' },
          ...picked.map((p) => ({ title: printPercent(p.displaced), align: 'right' as const })),
        ],
        [['gain without fear', ...picked.map((p): Cell => printMoney(p.gain, currency))]],
      ),
    );
  return [heading(page, 'Fear', 'what being left out must have cost for the terms to make sense'), ...lines];
}

function bargainLines(business: BusinessLeverage, names: Names, currency: string, page: Page): string[] {
  const { walk_away, predicted, implied_weight, transfer, in_one_step } = business;
  const range =
    walk_away.range < 0
      ? 'Without a transfer the two gain nothing together: no transfer makes both sign.'
      : `Any transfer from ${printMoney(walk_away.buyer, currency)} to ${printMoney(walk_away.seller, currency)} makes both sign; the signed one is ${printMoney(transfer.mid, currency)}.`;
  const rival =
    predicted.rival === null
      ? ''
      : ` (${printMoney(predicted.with_threat, currency)} with ${partyName(names, predicted.rival)} as the threat)`;
  const inOneStep =
    in_one_step.nash === null || in_one_step.nash_less_run === null
      ? ''
      : ` In one step, without running the world again without the transfer: ${printMoney(in_one_step.nash, currency)}.`;
  return [
    heading(page, 'Bargaining', 'Nash-in-Nash with threat of replacement'),
    ...wrap(range, page.width),
    ...(predicted.nash === null
      ? []
      : wrap(`Equal weights predict ${printMoney(predicted.nash, currency)}${rival}.${inOneStep}`, page.width)),
    ...(implied_weight === null
      ? []
      : [`The signed one implies that the seller kept ${printPercent(implied_weight.seller)} of the joint gain.`]),
  ];
}

function equalLines(business: BusinessLeverage, currency: string, page: Page): string[] {
  if (business.transfer.mid === 0) return [];
  return [
    heading(page, 'Of equal value', `to the ${printMoney(business.transfer.mid, currency)} given`),
    ...printTable(
      page,
      [
        { title: 'instrument' },
        { title: 'amount', align: 'right' },
        { title: 'a unit is', gives: true },
        { title: 'worth', align: 'right' },
      ],
      business.trade_off.map((row): Cell[] => [
        row.instrument,
        row.amount === null
          ? NO_FIGURE
          : row.instrument === 'guaranteed debt' || row.instrument === 'prepayment'
            ? printMoney(row.amount, currency)
            : printMoney(row.amount, '').trim(),
        row.unit,
        printMoney(row.value_per_unit, currency),
      ]),
    ),
  ];
}

function rebateLines(business: BusinessLeverage, currency: string, page: Page): string[] {
  const { by_year } = business.rebate;
  if (by_year.length === 0) return [];
  return [
    heading(page, 'Off reported revenue', 'a customer’s warrant is a rebate, spread over its deliveries'),
    ...printTable(
      page,
      [{ title: '' }, ...by_year.map((row) => ({ title: String(row.year), align: 'right' as const }))],
      [
        ['sales', ...by_year.map((row): Cell => printMoney(row.revenue, currency))],
        ['less', ...by_year.map((row): Cell => printMoney(row.reduction, currency))],
      ],
    ),
  ];
}

function guaranteeLines(result: LeverageResult, id: string, currency: string, page: Page): string[] {
  const talks = result.guarantees_in_talks.find((g) => g.deal === id);
  if (talks === undefined) return [];
  return [
    heading(
      page,
      'Rational guarantee',
      `a unit costs ${printPercent(talks.cost_per_unit)} (Merton), ${printPercent(talks.cost_per_unit_in_run)} in the run`,
    ),
    ...printTable(
      page,
      [
        { title: 'loss if left out' },
        ...talks.curve.map((p) => ({ title: printMoney(p.exclusion_loss, currency), align: 'right' as const })),
      ],
      [['guarantee up to', ...talks.curve.map((p): Cell => printMoney(p.rational_guarantee, currency))]],
    ),
    ...sizeRows(talks, currency, page),
  ];
}

/** What the guarantor gains at several sizes of the loan, none of which was published. */
function sizeRows(talks: LeverageResult['guarantees_in_talks'][number], currency: string, page: Page): string[] {
  const { by_size: sizes, gain_per_unit: slope } = talks;
  if (sizes.length === 0) return [];
  const unit =
    slope === null
      ? ''
      : `, ${printPercent(slope.amount)} of it a unit (standard error ${printPercent(slope.standard_error)})`;
  return [
    ...wrap(
      `No amount was published. At several sizes of the loan the guarantor gains without fear${unit}:`,
      page.width,
    ),
    ...printTable(
      page,
      [
        { title: 'guaranteed' },
        ...sizes.map((s) => ({ title: printMoney(s.guaranteed, currency), align: 'right' as const })),
      ],
      [['gain', ...sizes.map((s): Cell => printMoney(s.gain, currency, { standardError: s.standard_error }))]],
    ),
  ];
}

function leadRows(result: LeverageResult, names: Names, currency: string, page: Page): string[] {
  const by = result.by_lead;
  if (by === null) return [];
  return [
    heading(page, `If ${partyName(names, by.lab)} leads`, 'growth shifted, all labs’ revenue kept'),
    ...printTable(
      page,
      [
        { title: 'leads on' },
        { title: 'seller’s gain', align: 'right' },
        { title: 'buyer’s gain', align: 'right' },
        { title: 'given', align: 'right' },
        { title: 'predicted', align: 'right' },
        { title: 'earned where it leads', align: 'right' },
      ],
      by.points.map((p): Cell[] => [
        `${printPercent(p.lead)}`,
        printMoney(p.seller_gain.amount, currency, { standardError: p.seller_gain.standard_error }),
        printMoney(p.buyer_gain.amount, currency, { standardError: p.buyer_gain.standard_error }),
        printMoney(p.transfer, currency),
        printMoney(p.predicted, currency),
        printMoney(p.exclusion_loss, currency),
      ]),
    ),
  ];
}

function solvedLines(result: LeverageResult, names: Names, currency: string, page: Page): string[] {
  const { solved } = result;
  if (solved === null) return [];
  const party = partyName(names, solved.party);
  if (solved.factor === null)
    return wrap(`No size of ${solved.term} brings ${party} to its walk-away: it is worth nothing to it.`, page.width);
  const size =
    solved.solution === null
      ? ''
      : `: ${solved.quantity} ${printMoney(solved.solution, '').trim()} in place of ${printMoney(solved.written, '').trim()}`;
  return wrap(
    `${party} gains ${printMoney(solved.gain, currency)}; it gains nothing at ${solved.factor.toFixed(2)} times ${solved.term}${size}.`,
    page.width,
  );
}
