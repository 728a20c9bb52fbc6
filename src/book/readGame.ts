import type { Diagnostic } from '../base/diagnostic.ts';
import type { BookText } from './book.ts';
import { fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { readTexts } from './readTexts.ts';
import { gameSchema, type WrittenGame } from './schema/game.ts';
import { schemaFaults } from './schemaFaults.ts';
import { plainOf, type Written } from './written.ts';

/** A voting game from a text of its own, or what is wrong with it. */
export function readGame(text: BookText): {
  readonly game: WrittenGame | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  const faults: Diagnostic[] = [];
  const [value] = readTexts([text], LIMITS.fileBytes, faults);
  if (value == null || faults.some((f) => f.severity === 'error')) return { game: null, diagnostics: faults };
  if (value.is !== 'mapping') {
    const words = 'a voting game is a mapping with `quota` and `players`, and this is none';
    return { game: null, diagnostics: [fault('book.not-a-mapping', value.at, words, 'begin with `quota:`')] };
  }
  const result = gameSchema.safeParse(plainOf(value));
  if (!result.success) {
    const entry = { path: '', keyAt: value.at, value, schema: gameSchema, hidden: new Map<string, string>() };
    return { game: null, diagnostics: [...faults, ...schemaFaults(entry, result.error.issues)] };
  }
  const strangers = strangersIn(result.data).map((name) =>
    fault(
      'book.unknown-party',
      (value as Written).at,
      `\`${name}\` is no player of the game`,
      `its players are: ${Object.keys(result.data.players).slice(0, 12).join(', ')}`,
    ),
  );
  return { game: strangers.length === 0 ? result.data : null, diagnostics: [...faults, ...strangers] };
}

/** Names in rules that are no players. */
function strangersIn({ players, rules = [], vetoes = [], blocking = [] }: WrittenGame): string[] {
  const named = [...rules.flatMap((r) => Object.keys(r.weights ?? {})), ...vetoes, ...blocking.flatMap((b) => b.of)];
  return [...new Set(named)].filter((name) => !Object.hasOwn(players, name));
}
