import type { InputsResult, Standing, ToldInput } from '../questions/inputs/inputsSchema.ts';
import { printMoney, printNumber, printPercent } from './number.ts';

/** What is known of an input, in a word or two. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  undisclosed: 'undisclosed',
  open: 'time will tell',
  assumed: 'assumed',
  published: 'published range',
};

/** What a measure is called in a sentence. */
export function measureWords(path: string): string {
  const said: Readonly<Record<string, string>> = {
    'measures.funding_gap': 'the labs’ funding gap',
    'measures.lab_default': 'the chance that a lab defaults',
    'measures.expected_paid': 'what is paid in all',
  };
  if (path.startsWith('measures.price_')) return `the market price in ${path.slice('measures.price_'.length)}`;
  return said[path] ?? path;
}

/** A number in the unit of an input or a measure. */
export function inUnit(value: number, unit: string, currency: string): string {
  if (unit.startsWith('currency')) return printMoney(value, currency);
  if (unit.startsWith('fraction')) return printPercent(value);
  return printNumber(value, { digits: 3 });
}

/** The range of an input: its 5th to its 95th percentile. */
export function rangeText({ p5, p95, unit }: ToldInput, currency: string): string {
  return `${inUnit(p5, unit, currency)} to ${inUnit(p95, unit, currency)}`;
}

/** What the publication of one fact would do: a sentence for each measure that one moves beyond chance, one for all others. */
export function mostTellingSentences(result: InputsResult): string[] {
  const told = result.measures.flatMap(({ path, tells_most: most }) => {
    if (most === null) return [];
    const words = result.inputs.find((i) => i.path === most.input)?.words ?? most.input;
    return [
      `If ${words} were published, the variance of ${measureWords(path)} would shrink by ${printPercent(most.reduction)}: more than by any other undisclosed fact.`,
    ];
  });
  const rest = result.measures.filter((m) => m.tells_most === null && m.sd > 0).map((m) => measureWords(m.path));
  const still = result.measures.filter((m) => !(m.sd > 0)).map((m) => measureWords(m.path));
  return [
    ...told,
    ...(rest.length === 0
      ? []
      : [`No single undisclosed fact moves ${listed(rest)} by more than chance on the paths does.`]),
    ...(still.length === 0 ? [] : [`${listed(still)} ${still.length === 1 ? 'is' : 'are'} the same on every path.`]),
  ];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
