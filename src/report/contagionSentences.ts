import type { ContagionResult, LossFrom } from '../questions/contagion/contagionSchema.ts';
import { printCountOf, printMoney, printNumber, printPercent } from './number.ts';

const WORDS: Readonly<Record<LossFrom['mechanism'], string>> = {
  claim: 'claim',
  backlog: 'backlog',
  stake: 'stake',
  guarantee: 'guarantee',
  commitment: 'commitment',
  residual_value: 'residual value',
};

/** The largest losses in words: what ties them to their cause, which is named where it is not the party that failed. */
export function lossWords(
  losses: readonly LossFrom[],
  most: number,
  failed: readonly string[],
  name: (id: string) => string,
  currency: string,
): string {
  const sums = new Map<string, number>();
  for (const { mechanism, from, amount } of losses) {
    const isPlain = failed.length === 1 && failed[0] === from;
    const words = isPlain ? WORDS[mechanism] : `${WORDS[mechanism]} on ${name(from)}`;
    sums.set(words, (sums.get(words) ?? 0) + amount);
  }
  return [...sums]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([words, amount]) => `${words} ${printMoney(amount, currency)}`)
    .join(', ');
}

/** The answer in sentences: who fails and why, what is lost, whether there are other solutions. */
export function contagionSentences(
  result: ContagionResult,
  name: (id: string) => string,
  currency: string | null,
): string[] {
  return currency === null ? tableSentences(result) : bookSentences(result, name, currency);
}

function bookSentences(result: ContagionResult, name: (id: string) => string, currency: string): string[] {
  const money = (amount: number): string => printMoney(amount, currency);
  const others = Object.entries(result.parties).filter(([id]) => !result.failed.includes(id));
  const direct = others.reduce((sum, [, p]) => sum + p.direct_loss, 0);
  const later = others.reduce((sum, [, p]) => sum + p.indirect_loss, 0);
  const [first] = [...others].sort(([, a], [, b]) => b.equity_loss - a.equity_loss);
  const dragged = others.filter(([, p]) => p.defaulted).map(([id]) => name(id));
  if (first === undefined || first[1].equity_loss === 0)
    return ['Nothing is lost: nobody has an exposure that would be hit.'];
  const cause =
    result.failed.length === 0
      ? 'After the shock'
      : `If ${result.failed.map(name).join(' and ')} ${result.failed.length === 1 ? 'fails' : 'fail'}`;
  const sentences = [
    `${cause}, its partners lose ${money(direct)} at once and ${money(later)} in later rounds. ${name(first[0])} loses most: ${money(first[1].equity_loss)}, ${printPercent(first[1].distress)} of its ${result.model.startsWith('debtrank') ? 'value' : 'equity'}.`,
  ];
  sentences.push(
    dragged.length === 0
      ? 'Nobody else loses all it has.'
      : `${dragged.join(', ')} ${dragged.length === 1 ? 'loses all it has' : 'lose all they have'} in this web.`,
  );
  return result.failed.length === 0 ? sentences.map((s) => s.replace('its partners', 'parties')) : sentences;
}

function tableSentences({ total, parties, solutions, model }: ContagionResult): string[] {
  const told = Object.values(parties);
  const first = told.filter((p) => p.round === 0).length;
  const later = total.defaulted - first;
  const how =
    total.defaulted === 0
      ? 'Nobody fails'
      : `${printCountOf(total.defaulted, 'party fails', 'parties fail')} of ${total.parties}`;
  const rounds = total.defaulted === 0 ? '' : `: ${first} before any contagion, ${later} through it`;
  const number = (value: number): string => printNumber(value, { digits: 4 });
  const paid = model.startsWith('debtrank')
    ? `Equity of ${number(total.equity_loss)} is lost, the contagion adds ${printPercent(total.additional_stress, { digits: 3 })} of all.`
    : `Of ${number(total.due)} due, ${number(total.payment)} is paid.`;
  const radius =
    total.spectral_radius === null || model !== 'debtrank'
      ? []
      : [
          `A small loss grows by the factor ${printNumber(total.spectral_radius, { digits: 3 })} on each turn round those left: ${total.spectral_radius < 1 ? 'it dies out' : 'it grows until somebody fails'}.`,
        ];
  const several =
    solutions === 'several' && total.defaulted_in_least !== null
      ? [
          `There are several clearing vectors: between ${total.defaulted} and ${total.defaulted_in_least} parties fail, depending on whether each trusts the others to pay.`,
        ]
      : [];
  return [`${how}${rounds}. ${paid}`, ...radius, ...several];
}
