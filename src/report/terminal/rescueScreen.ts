import type { Answer } from '../../questions/answer.ts';
import type { PartyRescue, RescueResult, SweepPoint } from '../../questions/rescue/rescueSchema.ts';
import { NO_FIGURE, printCountOf, printMoney, printNumber } from '../number.ts';
import {
  aboutFirst,
  chance,
  chanceIn,
  chanceOn,
  distressWords,
  holdoutWords,
  moneyWithError,
  needWords,
  payersWords,
  rescueSentences,
  sharesWords,
} from '../rescueSentences.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, type Column, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const LOSERS = 8;
const FEW_LOSERS = 5;
/** Rows kept for those who lose by the fork only. */
const FORKED = 2;
/** Deals of a sweep that move less than this part are left out. */
const MOVES = 0.01;

/** What `interlock rescue` prints: whether partners would carry each party, what each would lose and pay, and the sweep. */
export function rescueScreen(answer: Answer<RescueResult>, names: Names, page: Page): string {
  const result = answer.result as RescueResult;
  const currency = answer.currency ?? 'USD';
  const name = (id: string): string => partyName(names, id);
  const parties = aboutFirst(result);
  const [first] = parties;
  const [sentence = ''] = rescueSentences(result, currency);
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths} paths`)}`,
    ],
    wrap(sentence, page.width),
    parties.length === 0 ? [] : partiesTable(parties, currency, answer.paths ?? 0, page),
    first === undefined ? [] : losses(first[1], currency, name, page),
    sweep(result, name, currency, page),
    first === undefined || first[1].need === null ? [] : notes(first[1], currency, page),
    warningLines(page, answer.warnings, 3),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function partiesTable(
  parties: readonly (readonly [string, PartyRescue])[],
  currency: string,
  paths: number,
  page: Page,
): string[] {
  return [
    heading(page, 'Would partners carry it', 'given distress: whether offers reach the need'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'needs', align: 'right' },
        { title: 'all lose', align: 'right' },
        { title: 'index', align: 'right' },
        { title: 'of asked', align: 'right' },
        { title: 'all pay', align: 'right' },
        { title: 'less largest', align: 'right' },
        { title: 'alone', align: 'right' },
        { title: 'untied', align: 'right', drops: true },
        { title: 'default, with support', align: 'right', drops: true },
      ],
      parties.map(([, p]): Cell[] => [
        `${p.name}${p.distress.kind === 'forced' ? '*' : ''}`,
        printMoney(p.need?.mean ?? null, currency),
        printMoney(p.loss_of_all, currency),
        printNumber(p.index, { digits: 2 }),
        printNumber(p.index_of_payers, { digits: 2 }),
        chance(p.p_rescued_given_distress?.all ?? null, p),
        chance(p.p_rescued_given_distress?.without_largest ?? null, p),
        chance(p.p_rescued_given_distress?.one_alone ?? null, p),
        chance(p.untied_web?.without_largest ?? null, p),
        `${chanceOn(p.default_probability.stand_alone, paths)}, ${chanceOn(p.default_probability.supported, paths)}`,
      ]),
    ),
    ...wrap(
      `${parties.some(([, p]) => p.distress.kind === 'forced') ? '* made to fail. ' : ''}Index: losses by need; of asked: of those who may be asked to pay. Untied: less the largest, without cross-holdings and guarantees`,
      page.width,
    ).map(page.ink.dim),
  ];
}

function losses(party: PartyRescue, currency: string, name: (id: string) => string, page: Page): string[] {
  const rows = losers(party, page.width < 90 ? FEW_LOSERS : LOSERS);
  if (rows.length === 0) return [];
  const money = (x: number | null | undefined): string =>
    x === null || x === undefined || Math.abs(x) < 1 ? NO_FIGURE : printMoney(x, currency);
  const columns: Column[] = [
    { title: '', gives: true },
    { title: 'loses', align: 'right' },
    { title: 'claims', align: 'right' },
    { title: 'backlog', align: 'right', drops: true },
    { title: 'stake', align: 'right' },
    { title: '2nd round', align: 'right', drops: true },
    { title: 'can give', align: 'right' },
    { title: 'pays', align: 'right' },
    { title: 'today', align: 'right' },
    { title: 'by the fork', align: 'right' },
    { title: 'from–to', align: 'right', drops: true },
    { title: 'guarantee', align: 'right', drops: true },
  ];
  return [
    heading(page, `If ${party.name} fails`, `${distressWords(party)}; means`),
    ...printTable(
      page,
      columns,
      rows.map((id): Cell[] => {
        const [l, share, fork] = [party.loss[id], party.shares?.[id], party.fork?.[id]];
        return [
          name(id),
          money(l?.total),
          money(l?.direct_claim),
          money(l?.backlog),
          money(l?.stake),
          money(l?.second_round),
          l === undefined ? NO_FIGURE : l.may_pay ? money(l.liquid) : 'not asked',
          money(share?.shapley ?? share?.proportional),
          money(fork?.closed_form),
          fork === undefined ? NO_FIGURE : moneyWithError(fork.fork, fork.standard_error, currency),
          share === undefined ? NO_FIGURE : `${money(share.low)}–${money(share.high)}`,
          money(l?.guarantee),
        ];
      }),
    ),
    ...wrap(
      `${payersWords(party, name)} Holdouts it survives where it is feasible: ${holdoutWords(party)}. Carried by outsiders it sees no second distress ${chanceIn(party.no_second_distress, party.distress.paths)}. What it lacks: ${needWords(party, currency)}, over four quarters only ${money(party.need_four_quarters?.mean)} on average.`,
      page.width,
    ),
  ];
}

/** Who loses most by the closed form, and who loses by the fork though not by the closed form: the largest of both. */
function losers({ loss, fork }: PartyRescue, most: number): string[] {
  const closed = Object.entries(loss)
    .sort(([, a], [, b]) => b.total - a.total)
    .map(([id]) => id);
  const forked = Object.entries(fork ?? {})
    .filter(([id, f]) => loss[id] === undefined && f.fork > 2 * f.standard_error)
    .sort(([, a], [, b]) => b.fork - a.fork)
    .map(([id]) => id);
  const shown = forked.slice(0, FORKED);
  return [...closed.slice(0, most - shown.length), ...shown];
}

function sweep({ sweep: swept }: RescueResult, name: (id: string) => string, currency: string, page: Page): string[] {
  if (swept === null) return [];
  const points = tellingPoints(swept.points);
  const left = swept.points.length - points.length;
  return [
    heading(
      page,
      `As ${name(swept.party)} ties itself to more`,
      `in the order of signing; made to fail in ${swept.quarter}, ${printCountOf(Math.max(...swept.points.map((p) => p.paths)), 'path', 'paths')} at most`,
    ),
    ...printTable(
      page,
      [
        { title: 'deals', align: 'right' },
        { title: 'added last', gives: true },
        { title: 'partners', align: 'right' },
        { title: 'needs', align: 'right' },
        { title: 'partners lose', align: 'right' },
        { title: 'index', align: 'right' },
        { title: 'all pay', align: 'right' },
        { title: 'less largest', align: 'right' },
      ],
      points.map((p): Cell[] => [
        `${p.deals}`,
        p.title,
        `${p.partners}`,
        p.paths === 0 ? NO_FIGURE : printMoney(p.need, currency),
        p.paths === 0 ? NO_FIGURE : printMoney(p.loss, currency),
        printNumber(p.index, { digits: 2 }),
        chanceOn(p.feasible, p.paths),
        chanceOn(p.without_largest, p.paths),
      ]),
    ),
    ...(left === 0
      ? []
      : wrap(
          `Left out: ${printCountOf(left, 'deal', 'deals')} that move neither figure by a hundredth.`,
          page.width,
        ).map(page.ink.dim)),
  ];
}

/** The ends, and the deals that move need or losses by a hundredth of what the last one told shows. */
function tellingPoints(points: readonly SweepPoint[]): SweepPoint[] {
  const told: SweepPoint[] = [];
  for (const [k, point] of points.entries()) {
    const last = told.at(-1);
    const moves = (key: 'need' | 'loss'): boolean =>
      last === undefined || Math.abs(point[key] - last[key]) > MOVES * Math.max(point[key], last[key]);
    if (k === points.length - 1 || moves('need') || moves('loss')) told.push(point);
  }
  return told;
}

function notes(party: PartyRescue, currency: string, page: Page): string[] {
  return wrap(
    party.shares === null
      ? `${party.fork === null ? '' : 'Today: the loss at today’s value; by the fork: both branches run to the end. '}${sharesWords(party, currency)} docs/models/rescue.md`
      : `Pays: Shapley share of the need. Today: the loss at today’s value; by the fork: both branches run to the end, with sales, prices and marks after the day. ${sharesWords(party, currency)} Where nobody would carry it alone, nobody paying is an equilibrium too. docs/models/rescue.md`,
    page.width,
  ).map(page.ink.dim);
}
