import type { Diagnostic } from '../base/diagnostic.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { brief } from '../questions/brief/brief.ts';
import type { BriefGround } from '../questions/brief/briefGround.ts';
import type { BriefResult, Reader } from '../questions/brief/briefSchema.ts';
import { movesParty } from '../questions/brief/movesParty.ts';
import { answerRun } from '../questions/run/answerRun.ts';
import { runNeeds } from '../questions/run/runNeeds.ts';
import { worldOf } from '../questions/run/runOfWorld.ts';
import { show } from '../questions/show/show.ts';
import { askBacklog } from './askBacklog.ts';
import { askCircularity } from './askCircularity.ts';
import { askContagion } from './askContagion.ts';
import type { Asking } from './asking.ts';
import { dealGains } from './dealGains.ts';
import { runWorlds } from './runWorlds.ts';

/** What a page is to be about, and for whom. */
export interface BriefOptions {
  readonly about: string;
  readonly reader: Reader;
  /** The same book on an earlier day, for what changed since. */
  readonly before?: { readonly book: Book; readonly diagnostics: readonly Diagnostic[] };
}

/** Deals of a party of which the gains are told, and paths of each: every deal is a world of its own. */
const GAIN_DEALS = 4;
const GAIN_PATHS = 64;

/** One page about a party, from the answers that its reader needs. */
export async function askBrief(asking: Asking, { about, reader, before }: BriefOptions): Promise<Answer<BriefResult>> {
  const now = await groundOf(asking, about);
  const earlier = before === undefined ? null : await groundOf({ ...asking, ...before }, about);
  if (now === null || (before !== undefined && earlier === null)) return interrupted();
  const further = await furtherAnswers(asking, now.ground, reader);
  if (further === null) return interrupted();
  const finding = brief({
    ground: { ...now.ground, ...further },
    reader,
    before: earlier?.ground ?? null,
    restsOn: now.restsOn,
  });
  return answerOf(asking.book, finding, asking.diagnostics, {
    seed: asking.seed,
    paths: now.ground.paths,
    scenarios: [],
  });
}

async function groundOf(
  asking: Asking,
  about: string,
): Promise<{ readonly ground: BriefGround; readonly restsOn: Answer['rests_on'] } | null> {
  const { book, paths, seed, signal, onProgress } = asking;
  if (book.content.parties[about] === undefined) return null;
  const worlds = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: runNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  const answer = answerRun({ worlds, askedPaths: paths, diagnostics: [] });
  if (answer.result === null) return null;
  return {
    ground: { book, about, show: show(book).result, run: answer.result, paths: answer.paths ?? paths },
    restsOn: movesParty(worldOf(worlds[0]!), about),
  };
}

/** The answers of further questions that the page of this reader is written from; null after an interruption. */
async function furtherAnswers(
  asking: Asking,
  ground: BriefGround,
  reader: Reader,
): Promise<Partial<BriefGround> | null> {
  const quiet: Asking = { ...asking, onProgress: () => undefined };
  if (reader === 'shareholder') {
    const backlog = await askBacklog(quiet);
    const circularity = await askCircularity({ ...quiet, paths: 1 });
    return backlog.result === null || circularity.result === null
      ? null
      : { backlog: backlog.result, circularity: circularity.result };
  }
  if (reader === 'supervisor') {
    const contagion = await askContagion(quiet, { fail: [ground.about] });
    return contagion.result === null ? {} : { contagion: contagion.result };
  }
  if (reader === 'dealmaker') {
    const gains = await dealGains({ ...quiet, paths: Math.min(asking.paths, GAIN_PATHS) }, largestDeals(ground));
    return gains === null ? null : { gains };
  }
  return {};
}

function largestDeals({ show: shown, about }: BriefGround): string[] {
  return Object.entries(shown.deals)
    .filter(([, deal]) => deal.between.includes(about) && deal.counted)
    .sort(([, a], [, b]) => b.headline - a.headline)
    .slice(0, GAIN_DEALS)
    .map(([id]) => id);
}

function interrupted(): Answer<BriefResult> {
  return failedAnswer('brief', 'run.interrupted', 'interrupted before the runs for the page were finished');
}
