import {
  askLeverage,
  type LeverageOptions,
  leverageScreen,
  leverageTables,
  nearestName,
  type Solve,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `leverage`. */
export interface LeverageCommandOptions extends QuestionOptions {
  readonly deal?: string;
  readonly solve?: string;
  readonly for?: string;
  readonly lead?: string;
  readonly as?: string;
  readonly weight?: string;
}

/** `interlock leverage BOOK`: what passed beyond the price, and what explains it. */
export function runLeverage(asked: string, options: LeverageCommandOptions): Promise<number> {
  const deal = options.deal ?? dealOf(options.solve);
  const wanted: LeverageOptions = {
    deal,
    as: options.as,
    leads: options.lead === undefined ? undefined : leadsOf(options.lead),
    solve: solveOf(options, deal),
    ...(options.weight === undefined ? {} : { buyerWeight: shareOf(options.weight, '--weight') }),
  };
  if (deal === undefined && (options.lead !== undefined || options.as !== undefined || options.solve !== undefined))
    throw new CommandFailure(
      EXIT.usage,
      'usage.no-deal',
      '--lead, --as and --solve ask about one deal: name it with --deal',
    );
  return askQuestion(asked, options, {
    name: 'leverage',
    ask: async (asking) => {
      const deals = Object.keys(asking.book.content.deals ?? {});
      if (deal !== undefined && !deals.includes(deal)) {
        const nearest = nearestName(deal, deals);
        const hint = nearest === null ? 'the book tells its deals with `interlock show`' : `did you mean ${nearest}?`;
        throw new CommandFailure(EXIT.usage, 'usage.unknown-deal', `there is no deal ${JSON.stringify(deal)}; ${hint}`);
      }
      const { solve } = wanted;
      const terms = Object.keys(asking.book.content.deals?.[solve?.deal ?? '']?.terms ?? {});
      if (solve !== undefined && !terms.includes(solve.term))
        throw new CommandFailure(
          EXIT.usage,
          'usage.unknown-term',
          `${JSON.stringify(solve.term)} is no term of ${solve.deal}; its terms are ${terms.join(', ')}`,
        );
      return askLeverage(asking, wanted);
    },
    screen: (answer, book, page) => leverageScreen(answer, book.content.parties, page, deal ?? null),
    tables: leverageTables,
  });
}

/** `deal.term` names its deal itself. */
function dealOf(term: string | undefined): string | undefined {
  return term?.includes('.') === true ? term.split('.')[0] : undefined;
}

function solveOf(options: LeverageCommandOptions, deal: string | undefined): Solve | undefined {
  if (options.solve === undefined || deal === undefined) return undefined;
  const side = /^(mine|theirs)(=0)?$/.exec(options.for ?? 'mine')?.[1];
  if (side !== 'mine' && side !== 'theirs')
    throw new CommandFailure(EXIT.usage, 'usage.side', 'write --for mine=0 or --for theirs=0');
  return { deal, term: options.solve.split('.').at(-1) ?? '', side };
}

/** `10%..90%` in nine steps, or one share. */
function leadsOf(text: string): readonly number[] {
  const [from = '', to] = text.split('..');
  const first = shareOf(from, '--lead');
  if (to === undefined) return [first];
  const last = shareOf(to, '--lead');
  return Array.from({ length: 9 }, (_, i) => first + ((last - first) * i) / 8);
}

function shareOf(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  const share = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (!(share >= 0 && share <= 1))
    throw new CommandFailure(
      EXIT.usage,
      'usage.share',
      `${option} takes shares between 0 and 1, such as 40% or 10%..90%`,
    );
  return share;
}
