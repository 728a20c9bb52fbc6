import type { Answer } from '../../questions/answer.ts';
import type { ContagionResult, PartyContagion } from '../../questions/contagion/contagionSchema.ts';
import { contagionSentences, lossWords } from '../contagionSentences.ts';
import { NO_FIGURE, printCountOf, printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const ROWS = 14;
const RANKED = 6;
const LIMITS = 2;

/** What `interlock contagion` prints: who is hurt, by what and in which round, and whose failure would cost most. */
export function contagionScreen(answer: Answer<ContagionResult>, names: Names, page: Page): string {
  const result = answer.result as ContagionResult;
  const dated = answer.as_of === null ? result.model : `as of ${answer.as_of}, ${result.model}`;
  const scenario = answer.scenarios.length === 0 ? '' : `, ${answer.scenarios.join(', ')}`;
  const isBook = answer.book !== null;
  const name = (id: string): string => partyName(names, id);
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? 'Obligations as given', page.width - 32))}  ${page.ink.dim(dated + scenario)}`,
    ],
    contagionSentences(result, name, answer.currency).flatMap((sentence) => wrap(sentence, page.width)),
    isBook ? partnerLines(result, name, answer.currency ?? '', page) : partyLines(result, page),
    rankingLines(result, name, answer.currency ?? '', page),
    [
      heading(page, 'What this does not say'),
      ...answer.limits.slice(0, LIMITS).flatMap((limit) => wrap(limit, page.width - 2).map((line) => `  ${line}`)),
    ],
    warningLines(page, answer.warnings, 3, '--json'),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Parties with a loss, the largest first; the failed first of all. */
function hurt(result: ContagionResult): [string, PartyContagion][] {
  return Object.entries(result.parties)
    .filter(([, p]) => p.equity_loss > 0 || p.shortfall > 0 || p.losses.length > 0 || p.defaulted)
    .sort(([, a], [, b]) => b.equity_loss - a.equity_loss || b.shortfall - a.shortfall);
}

function partnerLines(result: ContagionResult, name: (id: string) => string, currency: string, page: Page): string[] {
  const rows = hurt(result).filter(([id]) => !result.failed.includes(id));
  if (rows.length === 0) return ['Nobody in this book would lose anything.'];
  const money = (amount: number): string => (amount > 0 ? printMoney(amount, currency) : NO_FIGURE);
  return [
    heading(page, 'Losses by partner', 'direct: from the party that fails; later: through others it has hurt'),
    ...printTable(
      page,
      [
        { title: 'partner' },
        { title: 'loses', align: 'right' },
        { title: 'direct', align: 'right' },
        { title: 'later', align: 'right' },
        { title: 'of equity', align: 'right' },
        { title: 'fails', align: 'right' },
        { title: 'through', gives: true },
      ],
      rows
        .slice(0, ROWS)
        .map(([id, p]): Cell[] => [
          cut(name(id), 24),
          money(p.equity_loss),
          money(p.direct_loss),
          money(p.indirect_loss),
          printPercent(p.distress),
          p.round === null ? NO_FIGURE : `round ${p.round}`,
          { text: lossWords(p.losses, 2, result.failed, name, currency), style: page.ink.dim },
        ]),
    ),
    ...moreLine(rows.length, page),
  ];
}

function moreLine(count: number, page: Page): string[] {
  return count > ROWS
    ? [page.ink.dim(`  and ${printCountOf(count - ROWS, 'more', 'more')}: --json tells them all`)]
    : [];
}

function partyLines(result: ContagionResult, page: Page): string[] {
  const rows = hurt(result);
  const hasLeast = Object.values(result.parties).some((p) => p.least !== null);
  const all = rows.length > 0 ? rows : Object.entries(result.parties);
  const number = (value: number): string => printNumber(value, { digits: 4 });
  return [
    heading(page, 'Parties', hasLeast ? 'in the greatest clearing vector; least: what is paid in the least' : ''),
    ...printTable(
      page,
      [
        { title: 'party', gives: true },
        { title: 'due', align: 'right' },
        { title: 'pays', align: 'right' },
        ...(hasLeast ? [{ title: 'least', align: 'right' } as const] : []),
        { title: 'recovery', align: 'right' },
        { title: 'net worth', align: 'right' },
        { title: 'equity lost', align: 'right' },
        { title: 'round', align: 'right' },
        { title: 'infected by', drops: true },
      ],
      all
        .slice(0, ROWS)
        .map(([id, p]): Cell[] => [
          id,
          number(p.due),
          number(p.payment),
          ...(hasLeast ? [p.least === null ? NO_FIGURE : number(p.least.payment)] : []),
          printPercent(p.recovery_rate),
          { text: number(p.net_worth), style: p.net_worth < 0 ? page.ink.red : (text: string): string => text },
          number(p.equity_loss),
          p.round === null ? NO_FIGURE : `${p.round}`,
          cut(p.infected_by.join(', '), 28),
        ]),
    ),
    ...moreLine(all.length, page),
  ];
}

function rankingLines(result: ContagionResult, name: (id: string) => string, currency: string, page: Page): string[] {
  const rows = result.systemic.filter((s) => s.loss > 0).slice(0, RANKED);
  if (rows.length === 0) return [];
  const sum = (amount: number): string =>
    currency === '' ? printNumber(amount, { digits: 4 }) : printMoney(amount, currency);
  return [
    heading(page, 'Whose failure alone would cost the others most', 'DebtRank: share of all equity lost by others'),
    ...printTable(
      page,
      [
        { title: 'party', gives: true },
        { title: 'DebtRank', align: 'right' },
        { title: 'others lose', align: 'right' },
      ],
      rows.map((s): Cell[] => [name(s.party), printPercent(s.debtrank, { digits: 2 }), sum(s.loss)]),
    ),
  ];
}
