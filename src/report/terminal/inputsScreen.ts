import type { Answer } from '../../questions/answer.ts';
import type { InputsResult, ToldInput } from '../../questions/inputs/inputsSchema.ts';
import { measureWords, mostTellingSentences, rangeText, STANDING_WORDS } from '../inputSentences.ts';
import { NO_FIGURE, printCountOf, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

const ROWS = 9;
const RANKED_ROWS = 20;

/** What `interlock inputs` prints: the most telling undisclosed facts, then what else moves the answer; ranked, one list. */
export function inputsScreen(answer: Answer<InputsResult>, page: Page): string {
  const result = answer.result as InputsResult;
  const { counts } = result;
  const stand = `as of ${answer.as_of}, ${answer.paths} paths`;
  const hidden = result.inputs.filter((i) => i.standing === 'undisclosed');
  const others = result.inputs.filter((i) => i.standing !== 'undisclosed');
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - stand.length - 4))}  ${page.ink.dim(stand)}`,
      ...wrap(
        `${printCountOf(counts.uncertain, 'input is', 'inputs are')} uncertain of ${counts.stated}: ${counts.undisclosed} undisclosed, ${counts.open} that time will tell, ${counts.assumed} assumed about how the world reacts, ${counts.published} published as a range.`,
        page.width,
      ),
    ],
    mostTellingSentences(result).flatMap((sentence) => wrap(sentence, page.width)),
    ...(result.is_ranked
      ? [rows(page, answer, 'By what knowing it would take off', result.inputs, RANKED_ROWS)]
      : [
          rows(page, answer, 'Undisclosed', hidden, ROWS),
          rows(
            page,
            answer,
            'What else moves the answer',
            others.filter((i) => i.share > 0),
            ROWS,
          ),
        ]),
    wrap(remainder(result), page.width).map((line) => page.ink.dim(line)),
    warningLines(page, answer.warnings, 1),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function rows(page: Page, answer: Answer, title: string, inputs: readonly ToldInput[], most: number): string[] {
  if (inputs.length === 0) return [];
  const currency = answer.currency ?? 'USD';
  const shown = inputs.slice(0, most);
  const more = inputs.length - shown.length;
  return [
    heading(page, title, 'share of what inputs move; what knowing it would take off the variance'),
    ...printTable(
      page,
      [
        { title: 'input', gives: true },
        { title: '5 to 95 %', align: 'right' },
        { title: 'known' },
        { title: '' },
        { title: 'written in', drops: true },
        { title: 'share', align: 'right' },
        { title: 'takes off', align: 'right' },
      ],
      shown.map((i): Cell[] => [
        i.words,
        rangeText(i, currency),
        STANDING_WORDS[i.standing],
        i.grade,
        i.place === null ? 'a default' : `${i.place.file}:${i.place.line}`,
        i.share > 0 ? printPercent(i.share) : NO_FIGURE,
        i.reduction > 0 ? printPercent(i.reduction) : NO_FIGURE,
      ]),
    ),
    ...(more > 0 ? [page.ink.dim(`and ${more} more; --json tells them all`)] : []),
  ];
}

function remainder({ measures }: InputsResult): string {
  const told = measures
    .filter((m) => m.sd > 0)
    .map(
      (m) =>
        `${printPercent(m.explained)} of ${measureWords(m.path)}${m.market === null || m.market === 0 ? '' : `, the market’s course ${printPercent(m.market)}`}`,
    );
  if (told.length === 0) return 'Nothing that is asked about varies.';
  return `Single inputs explain ${told.join('; ')}. The rest is chance on the paths and inputs that act together. docs/models/inputs.md`;
}
