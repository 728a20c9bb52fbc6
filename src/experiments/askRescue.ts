import { isValidDate, parseQuarter, printQuarter } from '../base/quarter.ts';
import type { Book } from '../book/book.ts';
import { quarterIndex } from '../plan/inputTable.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import { wealthOf } from '../questions/gains/gainColumns.ts';
import { partyAbout } from '../questions/partyAbout.ts';
import { partyRescue, watchOf } from '../questions/rescue/partyRescue.ts';
import { FEW_PATHS, rescue } from '../questions/rescue/rescue.ts';
import type { PartyRescue, RescueResult, SweepPoint } from '../questions/rescue/rescueSchema.ts';
import { dealsInOrder, sweepPoint } from '../questions/rescue/rescueSweep.ts';
import type { Asking } from './asking.ts';
import { planWithout } from './dealGains.ts';
import { type RecordedWorld, recordWorlds } from './recordWorlds.ts';
import { failingWorld, type RescueWorlds, rescueWorlds, standingQuarter } from './rescueWorlds.ts';

/** What `rescue` is asked besides the book. */
export interface RescueOptions {
  /** The party that is made to fail; those marked `rescue`, where left out. */
  readonly fail?: string | undefined;
  /** The marked party whose figures stand at the top; who has announced most of them, where left out. */
  readonly about?: string | undefined;
  /** In which quarter. */
  readonly at?: string | undefined;
  /** How losses and need grow as the party's deals are added one by one. */
  readonly sweep?: 'commitments' | undefined;
}

/** Paths of each world of a sweep at most, and of the worlds of a party that is made to fail. */
const SWEEP_PATHS = 64;
const FORCED_PATHS = 200;

/**
 * Who would rescue whom. Parties that come to distress on too few paths are made to fail; so is the one that is named.
 *
 * Cost: two runs, and three or four for each party asked about; a sweep as many again as the party has deals, of few paths.
 */
export async function askRescue(asking: Asking, options: RescueOptions = {}): Promise<Answer<RescueResult>> {
  const { book, diagnostics, seed } = asking;
  const plan = planBook(book);
  if (options.at !== undefined && parseQuarter(options.at) === null && !isValidDate(options.at))
    return noQuarter(options.at);
  const at = options.at === undefined ? standingQuarter(plan) : quarterIndex(options.at, plan.firstQuarter);
  const fault = faultOf(book, plan, options, at);
  if (fault !== null) return failedAnswer('rescue', fault.code, fault.message);
  const interrupted = failedAnswer('rescue', 'run.interrupted', 'interrupted before all worlds were run');
  const places = placesAsked(plan, options);
  const seen = await distressSeen(plan, places, asking);
  if (seen === null) return interrupted;
  const parties: Record<string, PartyRescue> = {};
  for (const party of places) {
    const { id } = plan.parties[party] as Plan['parties'][number];
    const told = async (forced: number | null, seenPaths: number): Promise<PartyRescue | null> => {
      const worlds = rescueWorlds(plan, party, forced, true);
      const paths = forced === null ? asking.paths : Math.min(asking.paths, FORCED_PATHS);
      const read = await recordWorlds([worlds.fails, worlds.carried, worlds.untied], { ...asking, paths });
      if (read === null) return null;
      const asSeen = forced === null || seenPaths === 0 ? null : await failingByItself(asking, plan, party);
      if (asSeen === 'interrupted') return null;
      const [fails, carried, apart] = read as [ReadRecorded, ReadRecorded, ReadRecorded];
      return partyRescue({
        fails: { plan: worlds.fails.plan, read: fails },
        carried: { plan: worlds.carried.plan, read: carried },
        untied: { plan: worlds.untied.plan, read: apart },
        asSeen,
        wealth: wealthIn(worlds, fails, carried),
        distress: { kind: forced === null ? 'seen' : 'forced', quarter: forced, seen: seenPaths },
        defaults: { ...(seen.defaults.get(party) as Defaults), paths: seen.paths },
      });
    };
    const seenPaths = seen.distressed.get(party) ?? 0;
    const isForced = options.fail !== undefined || seenPaths < FEW_PATHS;
    const found = await told(isForced ? at : null, seenPaths);
    // Without news some of what was seen does not come to distress: too few paths there are too few as well.
    const isFew = found !== null && !isForced && found.distress.paths < FEW_PATHS;
    const answered = isFew ? await told(at, found.distress.paths) : found;
    if (answered === null) return interrupted;
    parties[id] = answered;
  }
  const sweep = options.sweep === undefined ? null : await sweepOf(asking, plan, places[0], at);
  if (sweep === 'interrupted') return interrupted;
  const about = options.about ?? partyAbout(book, Object.keys(parties));
  const asked = { about, sweep, isNamed: options.fail !== undefined };
  return answerOf(book, rescue(book, parties, asked), diagnostics, { seed, paths: seen.paths, scenarios: [] });
}

function noQuarter(at: string): Answer<never> {
  const message = `--at ${JSON.stringify(at)} is no quarter; write one such as 2027-Q2`;
  return failedAnswer('rescue', 'rescue.no-quarter', message);
}

function placesAsked(plan: Plan, { fail }: RescueOptions): number[] {
  if (fail !== undefined) return [plan.parties.findIndex((p) => p.id === fail)];
  return plan.rescues.map((r) => r.party);
}

function faultOf(book: Book, plan: Plan, { fail, at, sweep, about }: RescueOptions, quarter: number) {
  const message = (text: string) => ({ code: 'rescue.cannot-fail', message: text });
  if (about !== undefined && fail !== undefined && about !== fail)
    return message('--fail names the party asked about; leave --about out');
  const marked = plan.rescues.map((r) => (plan.parties[r.party] as Plan['parties'][number]).id);
  if (about !== undefined && fail === undefined && !marked.includes(about)) return notAskable(book, about, marked);
  if (fail !== undefined && !plan.parties.some((p) => p.id === fail))
    return message(`${JSON.stringify(fail)} is no party of this book`);
  if (!(quarter >= 0 && quarter < plan.quarters)) {
    const [first, last] = [plan.firstQuarter, plan.firstQuarter + plan.quarters - 1].map(printQuarter);
    return message(`${at ?? ''} is not in the run, which goes from ${first} to ${last}`);
  }
  if ((sweep !== undefined || at !== undefined) && fail === undefined)
    return message('say with --fail whose failure is asked about');
  return null;
}

function notAskable(book: Book, about: string, askable: readonly string[]) {
  const isMarked = book.content.parties[about]?.rescue === true;
  const why = isMarked ? 'has no firm of this book for a creditor or shareholder' : 'is not marked `rescue: true`';
  const can = askable.length === 0 ? 'nobody' : askable.join(', ');
  return {
    code: 'rescue.cannot-ask',
    message: `${about} ${why}; --about can name ${can}, and --fail ${about} makes it fail`,
  };
}

/** The worlds in which a party fails, or is carried, where it comes to distress by itself, as they were run. */
async function failingByItself(asking: Asking, plan: Plan, party: number) {
  const { fails, carried } = rescueWorlds(plan, party, null, false);
  const read = await recordWorlds([fails, carried], asking);
  if (read === null) return 'interrupted';
  const [failed, rescued] = read as [ReadRecorded, ReadRecorded];
  return { fails: { plan: fails.plan, read: failed }, carried: { plan: carried.plan, read: rescued } };
}

/** Paths on which a party fails alone, with support, and alone but not with support. */
interface Defaults {
  readonly alone: number;
  readonly supported: number;
  readonly saved: number;
}

/** How often each party comes to distress by itself, and fails without rescues and with them. */
async function distressSeen(plan: Plan, places: readonly number[], asking: Asking) {
  const worlds = (['', 'alone'] as const).map((id): RecordedWorld => {
    const of = id === '' ? plan : { ...plan, rescues: [] };
    return { id, plan: of, recorded: places.map((i) => statusOf(of, i)) };
  });
  const read = await recordWorlds(worlds, asking);
  if (read === null) return null;
  const [supported, alone] = read as [ReadRecorded, ReadRecorded];
  const count = (i: number, is: (alone: boolean, supported: boolean) => boolean): number => {
    const { name } = statusOf(plan, i);
    const [by, helped] = [alone(name), supported(name)];
    return by.reduce((n, s, l) => n + (is(s > 0, helped[l]! > 0) ? 1 : 0), 0);
  };
  const defaultsOf = (i: number): Defaults => ({
    alone: count(i, (by) => by),
    supported: count(i, (_, helped) => helped),
    saved: count(i, (by, helped) => by && !helped),
  });
  return {
    paths: Math.max(1, asking.paths),
    distressed: new Map(places.map((i) => [i, defaultsOf(i).alone])),
    defaults: new Map(places.map((i) => [i, defaultsOf(i)])),
  };
}

function statusOf(plan: Plan, party: number) {
  const { id, columns } = plan.parties[party] as Plan['parties'][number];
  return { name: `rescue.status.${id}`, columns: [columns.status as number], every: 'horizon' as const };
}

function wealthIn({ fails, carried }: RescueWorlds, failed: ReadRecorded, rescued: ReadRecorded) {
  const watch = watchOf(fails.plan);
  const others = new Set(watch.partners.map((p) => fails.plan.parties[p.party]?.id ?? ''));
  return { fails: wealthOf(fails.plan, failed, others), carried: wealthOf(carried.plan, rescued, others) };
}

async function sweepOf(
  asking: Asking,
  plan: Plan,
  party: number | undefined,
  quarter: number,
): Promise<RescueResult['sweep'] | 'interrupted'> {
  if (party === undefined) return null;
  const { book } = asking;
  const { id } = plan.parties[party] as Plan['parties'][number];
  const deals = dealsInOrder(book, plan, id);
  const worlds = [null, ...deals].map((deal, k) => {
    const struck = deals.slice(k).reduce((of, later) => planWithout(of, later), plan);
    return { deal, world: failingWorld(struck, party, quarter, `rescue ${id} with ${k} deals`) };
  });
  const paths = Math.min(SWEEP_PATHS, asking.paths);
  const read = await recordWorlds(
    worlds.map((w) => w.world),
    { ...asking, paths },
  );
  if (read === null) return 'interrupted';
  const points = worlds.map(
    ({ deal, world }, k): SweepPoint =>
      sweepPoint(book, { plan: world.plan, read: read[k] as ReadRecorded }, { deals: k, deal }),
  );
  return { party: id, quarter: printQuarter(plan.firstQuarter + quarter), by: 'commitments', points };
}
