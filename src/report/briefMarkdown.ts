import type { Answer } from '../questions/answer.ts';
import type { BriefFigure, BriefResult, Footnote, Reader, ToldSentence } from '../questions/brief/briefSchema.ts';
import { printCount, printMoney, printNumber, printPercent, printProbability } from './number.ts';

const FOR: Readonly<Record<Reader, string>> = {
  lender: 'a lender',
  shareholder: 'a shareholder',
  supervisor: 'a supervisor',
  dealmaker: 'a dealmaker',
  reporter: 'a reporter',
};

/**
 * A page as Markdown: sentences with their figures printed, footnotes at its end. The same answer gives the same bytes.
 *
 * Verified by: brief.test.ts.
 */
export function briefMarkdown(answer: Answer<BriefResult>): string {
  const result = answer.result as BriefResult;
  const { currency, paths } = answer;
  const printed = (figure: BriefFigure): string => figureText(figure, currency ?? 'USD', paths ?? 1);
  const more =
    result.more_changes > 0
      ? [`- And ${printCount(result.more_changes)} more; the answers as of both days tell them.`]
      : [];
  const lines = [
    `# ${escaped(result.name)}, for ${FOR[result.reader]}`,
    '',
    `${escaped(answer.book?.title ?? '')}, as of ${answer.as_of}; ${printCount(paths ?? 0)} simulated worlds, seed ${answer.seed}.${changedBy(answer)}`,
    ...result.sections.flatMap((section) => [
      '',
      `## ${section.title}`,
      '',
      ...section.sentences.map((one) => `- ${sentenceText(one, printed)}`),
      ...(section.title.startsWith('What changed since') ? more : []),
    ]),
    '',
    '## What it does not say',
    '',
    ...answer.limits.map((limit) => `- ${limit}`),
    '',
    ...result.footnotes.map(footnoteText),
  ];
  return `${lines.join('\n')}\n`;
}

function changedBy({ overlays }: Answer): string {
  return overlays.length === 0 ? '' : ` Changed by ${overlays.map(escaped).join(', ')}.`;
}

function sentenceText({ text, figures, footnotes }: ToldSentence, printed: (figure: BriefFigure) => string): string {
  const said = text
    .split(/(\{[a-z0-9_]+\})/)
    .map((part) => {
      const figure = part.startsWith('{') ? figures[part.slice(1, -1)] : undefined;
      return figure === undefined ? escaped(part) : printed(figure);
    })
    .join('');
  return `${said}${footnotes.map((n) => `[^${n}]`).join('')}`;
}

/** A figure as the page prints it. */
export function figureText(figure: BriefFigure, currency: string, paths: number): string {
  const { value, unit, standard_error: error } = figure;
  switch (unit) {
    case 'currency':
      return error === null
        ? printMoney(value, currency)
        : `${printMoney(value, currency, { standardError: error })} (± ${printMoney(error, currency, { digits: 2 })})`;
    case 'fraction':
      return printPercent(value);
    case 'spread':
      return printPercent(value, { digits: 3 });
    case 'probability':
      return printProbability(value, paths);
    case 'count':
      return printCount(value);
    case 'year':
      return printNumber(value, { digits: 4 });
  }
}

function footnoteText({ number, title, publisher, date, url, grade }: Footnote): string {
  const parts = [title, publisher, date, grade === null ? null : `grade ${grade}`].filter((part) => part !== null);
  return `[^${number}]: ${escaped(parts.join(', '))}.${url === null ? '' : ` <${url.replace(/[<>\s]/g, '')}>`}`;
}

/** Texts of the book are data: nothing in them marks up the page. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}
