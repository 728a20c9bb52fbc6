import { askClaims, claimsScreen, claimTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { openBook } from './openBook.ts';
import { askQuestion, type QuestionOptions } from './question.ts';
import { refuseNoDay } from './refuseNoDay.ts';

/** Options of `claims`. */
export interface ClaimsCommandOptions extends QuestionOptions {
  readonly about: readonly string[];
  readonly compare?: string;
  readonly flips: 'conditional' | 'exact';
  readonly vectors: number;
  readonly noise: number;
  readonly flipVectors: number;
}

/** `interlock claims BOOK`: in how many simulated worlds each claim of the book holds, and what would turn it. */
export function runClaims(asked: string, options: ClaimsCommandOptions): Promise<number> {
  const { about, compare } = options;
  return askQuestion(asked, options, {
    name: 'claims',
    ask: async (asking) => {
      const known = Object.keys(asking.book.content.claims ?? {});
      for (const id of about) if (!known.includes(id)) throw unknownClaim(id, known);
      if (compare !== undefined) refuseNoDay('--compare', compare);
      const before = compare === undefined ? undefined : openBook(asked, { ...options, asOf: compare, quiet: true });
      return askClaims(asking, {
        vectors: options.vectors,
        noisePaths: options.noise,
        flipVectors: options.flipVectors,
        isExact: options.flips === 'exact',
        ...(about.length === 0 ? {} : { only: about }),
        ...(before === undefined ? {} : { before }),
      });
    },
    screen: (answer, _book, page) => claimsScreen(answer, about, page),
    tables: claimTables,
  });
}

function unknownClaim(id: string, known: readonly string[]): CommandFailure {
  const nearest = nearestName(id, known);
  const help = known.length === 0 ? 'this book makes no claims' : `its claims are ${known.join(', ')}`;
  return new CommandFailure(
    EXIT.usage,
    'claims.unknown-claim',
    `there is no claim \`${id}\`${nearest === null ? '' : `; did you mean \`${nearest}\`?`} (${help})`,
  );
}
