import type { Answer } from '../../questions/answer.ts';
import type { HoldingResult, Losses, PositionResult } from '../../questions/position/positionSchema.ts';
import { NO_FIGURE, printCountOf, printMoney, printPercent, printProbability } from '../number.ts';
import { causeWords, eventWords, holdingWords, rescueSentence, totalSentence } from '../positionWords.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, printTable, wrap } from './table.ts';

const CAUSES = 4;
const PAYERS = 4;
const PARTIES = 5;
const EVENTS = 12;

/** What `interlock position` prints: what is lost in all, each holding, where losses begin, who pays instead, one bad path. */
export function positionScreen(answer: Answer<PositionResult>, page: Page): string {
  const result = answer.result as PositionResult;
  const currency = answer.currency ?? 'USD';
  const name = (id: string): string => result.names[id] ?? id;
  const { total } = result;
  const title = `${page.ink.bold(answer.book?.title ?? '')}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths ?? 0} paths`)}`;
  if (total === null && Object.keys(result.limits).length === 0) {
    const nothing =
      'Nothing is held. Write your holdings under `mine:` into a file and lay it over the book: --with mine.yaml';
    return `${[title, nothing, ...warningLines(page, answer.warnings, 2)].join('\n')}\n`;
  }
  const parts = [
    [title, ...(total === null ? [] : headline(total, currency, page))],
    holdingLines(answer, page, name),
    limitLines(result, currency, page, name),
    total === null ? [] : causeLines(total, currency, page, name),
    partyLines(result, currency, page, name),
    scenarioLines(total, currency, page),
    storyLines(result, currency, page),
    [page.ink.dim('By failure and, of shares, by price; undiscounted, before interest. docs/models/position.md')],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

type Name = (id: string) => string;
type Total = NonNullable<PositionResult['total']>;

function headline(total: Total, currency: string, page: Page): string[] {
  const rescue = rescueSentence(total, currency);
  return wrap(`${totalSentence(total, currency)}${rescue === null ? '' : ` ${rescue}`}`, page.width);
}

function lossCells(losses: Losses | null, currency: string, paths: number): Cell[] {
  if (losses === null) return [NO_FIGURE, NO_FIGURE, NO_FIGURE, NO_FIGURE];
  return [
    printMoney(losses.expected_loss, currency, { standardError: losses.standard_error }),
    printProbability(losses.loss_probability, paths),
    printMoney(losses.loss_95, currency),
    printMoney(losses.loss_99, currency),
  ];
}

function holdingLines(answer: Answer<PositionResult>, page: Page, name: Name): string[] {
  const result = answer.result as PositionResult;
  const currency = answer.currency ?? 'USD';
  const held = Object.entries(result.holdings).filter(([, h]) => h.kind !== 'limit');
  if (held.length === 0) return [];
  const row = (id: string, h: HoldingResult): Cell[] => [
    id,
    holdingWords(h, name),
    printMoney(h.amount, currency),
    ...lossCells(h.losses, currency, answer.paths ?? 0),
    h.without_rescue === null ? NO_FIGURE : printMoney(h.without_rescue.expected_loss, currency),
  ];
  return [
    heading(page, 'Holdings', 'mean loss, how likely one is, and what is exceeded on 5 % and 1 % of the paths'),
    ...printTable(
      page,
      [
        { title: 'holding', gives: true },
        { title: 'what', drops: true, gives: true },
        { title: 'amount', align: 'right' },
        { title: 'expected', align: 'right' },
        { title: 'likely', align: 'right' },
        { title: '95 %', align: 'right' },
        { title: '99 %', align: 'right' },
        { title: 'no rescues', align: 'right', drops: true },
      ],
      held.map(([id, h]) => row(id, h)),
    ),
  ];
}

function limitLines({ limits }: PositionResult, currency: string, page: Page, name: Name): string[] {
  const rows = Object.entries(limits);
  if (rows.length === 0) return [];
  const verdict = (l: PositionResult['limits'][string]): string =>
    l.is_exceeded ? 'exceeded' : l.is_exceeded_through_web ? 'exceeded through the web' : 'kept';
  return [
    heading(page, 'Limits', 'held directly; paid by it in the end through others; lost in all where it fails'),
    ...printTable(
      page,
      [
        { title: 'limit', gives: true },
        { title: 'on' },
        { title: 'amount', align: 'right' },
        { title: 'held', align: 'right' },
        { title: 'through others', align: 'right' },
        { title: 'lost if it fails', align: 'right' },
        { title: '' },
      ],
      rows.map(([id, l]): Cell[] => [
        id,
        name(l.on),
        printMoney(l.amount, currency),
        printMoney(l.used, currency),
        printMoney(l.through_web, currency),
        l.loss_if_it_fails === null ? 'it never does' : printMoney(l.loss_if_it_fails, currency),
        verdict(l),
      ]),
    ),
  ];
}

function causeLines(total: Total, currency: string, page: Page, name: Name): string[] {
  if (total.first_causes.length === 0) return [];
  const payers = total.pays_instead
    .slice(0, PAYERS)
    .map((p) => `${name(p.party)} as ${p.as} ${printMoney(p.amount, currency)}`);
  return [
    heading(page, 'Where losses begin', 'by share of all that is lost'),
    ...total.first_causes
      .slice(0, CAUSES)
      .map((c) => `  ${printPercent(c.share_of_loss).padStart(6)}  ${causeWords(c, name)}`),
    ...(payers.length === 0 ? [] : wrap(`Who pays instead, on average: ${payers.join('; ')}.`, page.width)),
  ];
}

function partyLines({ by_party: parties }: PositionResult, currency: string, page: Page, name: Name): string[] {
  if (parties.length === 0) return [];
  const told = parties
    .slice(0, PARTIES)
    .map(
      (p) =>
        `${name(p.party)} ${printMoney(p.loss_if_it_fails, currency)} (${printCountOf(p.fails_on, 'path', 'paths')})`,
    );
  return wrap(
    `Mean loss of all holdings on the paths where a party fails, its own doing or not: ${told.join(', ')}.`,
    page.width,
  );
}

function scenarioLines(total: Total | null, currency: string, page: Page): string[] {
  const scenarios = Object.entries(total?.scenarios ?? {});
  if (scenarios.length === 0) return [];
  return [
    heading(page, 'In scenarios', 'expected loss of all holdings, and how much it differs on the same draws'),
    ...printTable(
      page,
      [
        { title: 'scenario', gives: true },
        { title: 'expected', align: 'right' },
        { title: 'differs by', align: 'right' },
        { title: '± s.e.', align: 'right' },
        { title: 'likely', align: 'right' },
      ],
      scenarios.map(([id, c]): Cell[] => [
        id,
        printMoney(c.expected_loss, currency),
        printMoney(c.difference, currency),
        printMoney(c.standard_error, currency),
        printPercent(c.loss_probability),
      ]),
    ),
  ];
}

function storyLines({ losing_path: story, names }: PositionResult, currency: string, page: Page): string[] {
  if (story === null) return [];
  const lines: string[] = [];
  let quarter = '';
  const told = shortened(story.events);
  for (const event of told) {
    const at = event.quarter === quarter ? ' '.repeat(quarter.length) : event.quarter;
    quarter = event.quarter;
    const sentence = eventWords(names, event, currency);
    lines.push(`${page.ink.dim(at)}  ${event.kind === 'loss' ? page.ink.red(sentence) : sentence}`);
  }
  const left = story.events.length - told.length;
  return [
    heading(
      page,
      'A bad path',
      `path ${story.path}: ${printMoney(story.loss, currency)} lost, more on ${printPercent(story.exceeded_on)} of the paths`,
    ),
    ...lines,
    ...(left > 0 ? [page.ink.dim(`and ${left} more events: --json tells all`)] : []),
  ];
}

/** Failures, rescues and own losses first; then as much of the rest as there is room for. */
function shortened<Event extends { readonly kind: string }>(events: readonly Event[]): Event[] {
  const matters = (event: Event): boolean => ['loss', 'default', 'rescued', 'estate-opened'].includes(event.kind);
  const room = Math.max(0, EVENTS - events.filter(matters).length);
  const others = new Set(events.filter((e) => !matters(e)).slice(0, room));
  return events.filter((e) => matters(e) || others.has(e)).slice(-EVENTS);
}
