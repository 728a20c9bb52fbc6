import { printable } from '../../book/excerpt.ts';
import type { Answer } from '../../questions/answer.ts';
import type { PathEvent, PathResult } from '../../questions/path/pathSchema.ts';
import { printMoney } from '../number.ts';
import { heading, type Page } from './ink.ts';

type Told = Answer<PathResult>;

const WORDS: Readonly<Record<string, (who: string, money: string, text: string) => string>> = {
  default: (who, money, text) => `${who} cannot pay ${money}: default (${text})`,
  rescued: (who, money) => `${who} is rescued with ${money}`,
  'estate-opened': (who, money) => `the estate of ${who} opens with assets of ${money}`,
  'renegotiated-price': (who, money, text) => `${who} has its price lowered, ${money} less this quarter (${text})`,
  'renegotiated-delay': (who, money, text) => `${who} puts off ${money} (${text})`,
  'renegotiated-volume': (who, _money, text) => `${who} takes less from now on (${text})`,
  'renegotiated-exit': (who, money, text) => `${who} leaves a contract for a fee of ${money} (${text})`,
  'raised-debt': (who, money) => `${who} draws debt of ${money}`,
  'raised-equity': (who, money) => `${who} raises ${money} of equity`,
};

/** One path as a person would tell it: quarter by quarter, who, what, how much. */
export function pathScreen(answer: Told, page: Page): string {
  const { result } = answer;
  if (result === null) return '';
  const scenario = result.scenario === null ? '' : `, scenario ${result.scenario}`;
  const lines = [
    heading(page, answer.book?.title ?? '', `path ${result.path} under seed ${answer.seed}${scenario}`),
    '',
  ];
  let quarter = '';
  for (const event of result.events) {
    const at = event.quarter === quarter ? ' '.repeat(quarter.length) : event.quarter;
    quarter = event.quarter;
    const sentence = sentenceOf(result, event, answer.currency ?? '');
    lines.push(`${page.ink.dim(at)}  ${inkOf(page, event)(printable(sentence))}`);
  }
  return `${lines.join('\n')}\n`;
}

/** One event in a sentence. */
export function sentenceOf(
  story: Pick<PathResult, 'names' | 'milestones'>,
  event: PathEvent,
  currency: string,
): string {
  const money = printMoney(event.amount, currency);
  if (event.kind === 'milestone') return `milestone: ${story.milestones[event.text] ?? event.text}`;
  if (event.kind === 'market') return `market price ${money} (${event.text}× long-run cost)`;
  const who = event.party === null ? '' : (story.names[event.party] ?? event.party);
  const tell = WORDS[event.kind];
  return tell === undefined ? `${who}: ${event.kind} ${money} ${event.text}`.trim() : tell(who, money, event.text);
}

function inkOf(page: Page, event: PathEvent): (text: string) => string {
  if (event.kind === 'default') return page.ink.red;
  if (event.kind === 'rescued' || event.kind === 'estate-opened') return page.ink.yellow;
  return event.kind === 'market' ? page.ink.dim : (text) => text;
}
