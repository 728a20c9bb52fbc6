import type { Answer } from '../../questions/answer.ts';
import type { PlainRescueResult } from '../../questions/rescue/plainRescueSchema.ts';
import { NO_FIGURE, printMoney } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, printTable, wrap } from './table.ts';

const ROWS = 18;
const NAMED = 6;

/** A sum of the tables, which bear no currency: up to four digits that count. */
function told(amount: number | null): string {
  return amount === null
    ? NO_FIGURE
    : printMoney(amount, '', { digits: 4 })
        .trim()
        .replace(/(\.\d*?)0+(?=[A-Z]?$)/, '$1')
        .replace(/\.(?=[A-Z]?$)/, '');
}

/** What `interlock rescue --losses` and `--edges` print: whether partners would pay, who is needed, what each would pay. */
export function plainRescueScreen(answer: Answer<PlainRescueResult>, page: Page): string {
  const result = answer.result as PlainRescueResult;
  const parts = [
    plainRescueSentences(result).flatMap((sentence) => wrap(sentence, page.width)),
    partnersTable(result, page),
    // Faults of the tables are told on stderr.
    warningLines(
      page,
      answer.warnings.filter((warning) => warning.code.startsWith('rescue.')),
      2,
    ),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function plainRescueSentences(result: PlainRescueResult): string[] {
  const { need, party, loss_of_all: all, index, web } = result;
  const who = party ?? 'It';
  if (need === 0) return [`${who} pays all it owes: nothing is needed. With --shock ${who}=10% it loses before.`];
  const offered = Object.values(result.loss).reduce((sum, { offer }) => sum + offer, 0);
  const lost = `${who} needs ${told(need)}. Its failure would cost partners ${told(all)}, ${told(index)} times that; they would give ${told(offered)} at most.`;
  return [lost, ...(web === null ? [] : [webSentence(web)]), payingSentence(result)];
}

function webSentence(web: NonNullable<PlainRescueResult['web']>): string {
  const fails = web.fail_too.length === 0 ? 'Nobody would fail with it' : `With it would fail ${names(web.fail_too)}`;
  const saved = web.default_costs_saved > 0 ? `${told(web.default_costs_saved)} of` : 'no';
  const anyway = web.fail_anyway.length === 0 ? '' : ` Even so would fail ${names(web.fail_anyway)}.`;
  const outside =
    web.loss_outside > 0 ? ` Creditors outside the web, who are not asked, would lose ${told(web.loss_outside)}.` : '';
  return `${fails}; a rescue saves ${saved} default costs.${anyway}${outside}`;
}

function payingSentence(result: PlainRescueResult): string {
  const { need, feasible, rescued_by: by, coalition, pivotal, holdouts_survived: holdouts, shares } = result;
  if (!feasible)
    return coalition.parties.length === 0
      ? 'Nobody would give anything: a rescue is not feasible.'
      : 'All together would not give enough: a rescue is not feasible.';
  const [largest = ''] = coalition.parties;
  const others = Object.entries(shares ?? {}).flatMap(([id, { high }]) => (id !== largest && high >= need ? [id] : []));
  const pays = by.one_alone
    ? `${names([largest, ...others], 'or')} would carry it alone.`
    : `Everybody paying a share is an equilibrium. Nobody would carry it alone, so that nobody paying is one too. It takes ${coalition.size} at least: ${names(coalition.parties)}.`;
  const needed =
    pivotal.length > 0
      ? `Without ${names(pivotal, 'or')} the others are too few.`
      : `No single one is needed: any ${holdouts === 1 ? 'one' : holdouts} may refuse.`;
  return `${pays} ${needed}`;
}

function names(ids: readonly string[], and: 'and' | 'or' = 'and'): string {
  const shown = ids.length > NAMED ? [...ids.slice(0, NAMED), `${ids.length - NAMED} more`] : ids;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${and} ${shown.at(-1)}`;
}

function partnersTable({ loss, shares, need, pivotal, web }: PlainRescueResult, page: Page): string[] {
  const rows = Object.entries(loss).sort(([, a], [, b]) => b.offer - a.offer || b.total - a.total);
  if (rows.length === 0) return [];
  const wanted = new Set(pivotal);
  const pays = shares === null ? [] : ['in proportion', 'equal', 'Shapley', 'least to most'];
  return [
    heading(
      page,
      'Partners',
      shares === null ? 'what each would lose and give' : `what each would lose, give, and pay of ${told(need)}`,
    ),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        ...(web === null
          ? []
          : [
              { title: 'rescued', align: 'right' as const, drops: true },
              { title: 'fails', align: 'right' as const, drops: true },
            ]),
        { title: 'loses', align: 'right' },
        { title: 'has', align: 'right' },
        { title: 'gives', align: 'right' },
        ...pays.map((title) => ({ title, align: 'right' as const })),
      ],
      rows.slice(0, ROWS).map(([id, l]): Cell[] => {
        const share = shares?.[id];
        return [
          wanted.has(id) ? `${id}*` : id,
          ...(web === null ? [] : [told(l.wealth_if_rescued), told(l.wealth_if_fails)]),
          told(l.total),
          l.liquid === null ? 'any' : told(l.liquid),
          told(l.offer),
          ...(shares === null
            ? []
            : [
                told(share?.proportional ?? 0),
                told(share?.equal ?? 0),
                told(share === undefined ? 0 : share.shapley),
                `${told(share?.low ?? 0)} to ${told(share?.high ?? 0)}`,
              ]),
        ];
      }),
    ),
    ...(rows.length > ROWS ? [page.ink.dim(`and ${rows.length - ROWS} more: --json tells them all`)] : []),
    ...(pivotal.length > 0 ? [page.ink.dim('* pivotal: without it the others are too few')] : []),
  ];
}
