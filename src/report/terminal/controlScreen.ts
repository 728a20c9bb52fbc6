import type { Answer } from '../../questions/answer.ts';
import type { ControlResult, IssuerPower, StakesResult } from '../../questions/control/controlSchema.ts';
import { controlSentences, leadingPerson } from '../controlSentences.ts';
import { NO_FIGURE, printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

const SHOWN_DECIDERS = 9;
const SHOWN_ISSUERS = 10;
const SHOWN_DROPPED = 4;
const SHOWN_HOLDERS = 14;

/** What `interlock control` prints: whose consent the deals hang on, and who decides each company. */
export function controlScreen(answer: Answer<ControlResult>, page: Page, issuer: string | null): string {
  const result = answer.result as ControlResult;
  const own = issuer === null ? undefined : result.issuers[issuer];
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 20))}  ${page.ink.dim(`as of ${answer.as_of}`)}`,
      page.ink.dim('Who owns, who votes, and whose consent the deals hang on.'),
    ],
    ...(own === undefined
      ? [saidLines(result, page), deciderLines(result, page), droppedLines(result, page), issuerLines(result, page)]
      : [holderLines(own, page)]),
    footLines(result, answer, page),
    warningLines(page, answer.warnings, 2),
  ];
  return screenOf(parts);
}

/** What `interlock control --stakes` prints: each issuer with its holders. */
export function stakesScreen(answer: Answer<StakesResult>, page: Page): string {
  const { issuers } = answer.result as StakesResult;
  const all = Object.values(issuers);
  const parts = all.slice(0, SHOWN_ISSUERS).map((own) => holderLines(own, page));
  const more = all.length - SHOWN_ISSUERS;
  const rest = more > 0 ? [[page.ink.dim(`and ${more} more: --json tells them all`)]] : [];
  return screenOf([[page.ink.dim('Who owns, votes and decides: one vote a share.')], ...parts, ...rest]);
}

function screenOf(parts: readonly (readonly string[])[]): string {
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function nameIn(result: ControlResult): (id: string) => string {
  return (id) =>
    result.influence[id]?.name ??
    result.issuers[id]?.name ??
    Object.values(result.issuers).find((i) => i.holders[id] !== undefined)?.holders[id]?.name ??
    id;
}

function saidLines(result: ControlResult, page: Page): string[] {
  if (result.deals.length === 0)
    return ['No deal of the book brings its principals more than they would have without.'];
  return controlSentences(result, nameIn(result)).flatMap((sentence) => wrap(sentence, page.width));
}

function deciderLines(result: ControlResult, page: Page): string[] {
  const rows = Object.entries(result.influence).sort(([, a], [, b]) => b.share - a.share);
  if (rows.length === 0) return [];
  const lead = leadingPerson(result)?.person;
  return [
    heading(page, 'The deals game', 'Shapley value of who must consent; a company: its directors and unnamed holders'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'say', align: 'right' },
        { title: 'owns', align: 'right' },
        { title: 'wedge', align: 'right' },
        { title: 'without letters: say', align: 'right' },
        { title: 'wedge', align: 'right' },
        { title: 'say if irreplaceable', align: 'right', drops: true },
      ],
      rows
        .slice(0, SHOWN_DECIDERS)
        .map(([id, own]): Cell[] => [
          id === lead ? { text: own.name, style: page.ink.bold } : own.name,
          printPercent(own.share),
          printPercent(result.economic[id]?.share ?? 0),
          wedgeCell(result.wedge[id]?.share ?? 0, page),
          printPercent(own.without_letters),
          wedgeCell(result.wedge[id]?.without_letters ?? null, page),
          printPercent(own.irreplaceable),
        ]),
    ),
  ];
}

function wedgeCell(wedge: number | null, page: Page): Cell {
  if (wedge === null) return NO_FIGURE;
  const style = wedge < 0 ? page.ink.red : (text: string): string => text;
  return { text: `${wedge > 0 ? '+' : ''}${printPercent(wedge)}`, style };
}

function droppedLines(result: ControlResult, page: Page): string[] {
  const name = nameIn(result);
  const rows = [...result.dropped].sort((a, b) => a.change - b.change).slice(0, SHOWN_DROPPED);
  if (rows.length === 0) return [];
  return [
    heading(page, 'If a person’s consent were not needed in one deal', 'those that move most'),
    ...printTable(
      page,
      [
        { title: 'person' },
        { title: 'deal', gives: true },
        { title: 'say then', align: 'right' },
        { title: 'moves by', align: 'right' },
      ],
      rows.map((row): Cell[] => [name(row.person), row.deal, printPercent(row.share), printPercent(row.change)]),
    ),
  ];
}

function issuerLines(result: ControlResult, page: Page): string[] {
  const issuers = Object.values(result.issuers).filter((i) => i.decided_by !== 'itself');
  if (issuers.length === 0) return [];
  const rows = issuers.slice(0, SHOWN_ISSUERS).map(({ name, decided_by, holders }): Cell[] => {
    const [first] = Object.values(holders).sort((a, b) => b.control - a.control);
    return [
      name,
      decided_by,
      first!.name,
      printPercent(first!.economic),
      printPercent(first!.votes),
      printPercent(first!.board_share),
      printPercent(first!.control),
    ];
  });
  return [
    heading(page, 'Who decides a company', 'its strongest holder; --issuer ID tells all'),
    ...printTable(
      page,
      [
        { title: '' },
        { title: 'by' },
        { title: 'strongest', gives: true },
        { title: 'owns', align: 'right' },
        { title: 'votes', align: 'right' },
        { title: 'board', align: 'right' },
        { title: 'decides', align: 'right' },
      ],
      rows,
    ),
    ...(issuers.length > SHOWN_ISSUERS ? [page.ink.dim(`and ${issuers.length - SHOWN_ISSUERS} more`)] : []),
  ];
}

function holderLines(issuer: IssuerPower, page: Page): string[] {
  const rows = Object.values(issuer.holders);
  const vetoes = rows.filter((h) => h.veto.length > 0).map((h) => `${h.name} may block: ${h.veto.join('; ')}.`);
  const by = { board: 'decided by its board', votes: 'decided by its meeting', itself: 'nobody named decides it' };
  return [
    heading(page, issuer.name, by[issuer.decided_by]),
    ...printTable(
      page,
      [
        { title: 'holder', gives: true },
        { title: 'owns', align: 'right' },
        { title: 'votes', align: 'right' },
        { title: 'Shapley', align: 'right' },
        { title: 'rest as one', align: 'right', drops: true },
        { title: 'board', align: 'right' },
        { title: 'decides', align: 'right' },
        { title: 'in the end', align: 'right' },
      ],
      rows
        .slice(0, SHOWN_HOLDERS)
        .map((h): Cell[] => [
          h.name,
          printPercent(h.economic),
          printPercent(h.votes),
          printPercent(h.shapley_shubik),
          printPercent(h.as_block.shapley_shubik),
          printPercent(h.board_share),
          printPercent(h.control),
          printPercent(h.ultimate_control),
        ]),
    ),
    ...vetoes.flatMap((line) => wrap(line, page.width)),
  ];
}

function footLines(result: ControlResult, answer: Answer<ControlResult>, page: Page): string[] {
  if (result.deals.length + result.left_out.length === 0) return [];
  const currency = answer.currency ?? 'USD';
  const negative = result.left_out.filter((deal) => deal.because === 'gain_not_positive').length;
  const words =
    `Over ${result.deals.length} deals with a joint gain of ${printMoney(result.value, currency)} ` +
    `(${printMoney(result.value_without_letters, currency)} without letters of intent), means of ${answer.paths} paths; ` +
    `${negative} whose gain is not positive and ${result.left_out.length - negative} that cannot be struck out or that ended are left out. ` +
    'Whose consent a deal took, and how replaceable a person is, are judgements.';
  return wrap(words, page.width).map((line) => page.ink.dim(line));
}
