import { nearestName } from '../base/nearestName.ts';
import { parseQuarter, printQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { causalNeeds, causalReturn } from '../questions/circularity/causalReturns.ts';
import { type CentralWorld, circularity } from '../questions/circularity/circularity.ts';
import type { CausalReturn, CircularityResult, SimulatedReturn } from '../questions/circularity/circularitySchema.ts';
import { type FlowPlan, flowPlan } from '../questions/circularity/flowPlan.ts';
import { grantsOf, grantsRecorded } from '../questions/circularity/grants.ts';
import type { Window } from '../questions/circularity/partyReturns.ts';
import { simulatedReturns, tracingNeeds } from '../questions/circularity/recordedFlows.ts';
import type { Needs } from '../questions/run/runNeeds.ts';
import { centralCase } from '../run/centralCase.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';
import { asAnnounced, withoutFinance } from './withoutFinance.ts';

/** Parties for which the world without their finance is run: those that put in most, more than any shipped book has. */
const CAUSAL_PARTIES = 16;

/** What is asked besides the standing question. */
export interface CircularityOptions {
  /** First and last quarter asked about, as 2027-Q1 or as a year; the whole horizon where left out. */
  readonly from?: string;
  readonly to?: string;
  /** Parties asked about; all that finance others where left out. */
  readonly asked?: readonly string[];
}

/**
 * Asks for circularity: the central case, the central case with all announced deals performed, and, with at least two
 * paths, the simulated distributions and the worlds without the finance of each party asked about.
 */
export async function askCircularity(
  asking: Asking,
  options: CircularityOptions = {},
): Promise<Answer<CircularityResult>> {
  const { book, diagnostics, paths, seed } = asking;
  const unknown = options.asked?.find((id) => !Object.hasOwn(book.content.parties, id));
  if (unknown !== undefined) return unknownParty(unknown, Object.keys(book.content.parties));
  const plan = planBook(book);
  const window = windowOf(plan, options);
  if (typeof window === 'string') return failedAnswer('circularity', 'circularity.no-window', window);
  const input = {
    book,
    window,
    world: centralWorld(plan),
    announced: centralWorld(asAnnounced(plan)),
    ...(options.asked === undefined ? {} : { asked: options.asked }),
  };
  const contracted = circularity(input);
  if (paths < 2) return answerOf(book, contracted, diagnostics);
  const run = await simulate(asking, input.world, contracted.result, input.window);
  // Interrupted before the first paths: what is contracted needs none.
  if (run.paths === 0) return answerOf(book, contracted, diagnostics);
  const answer = circularity({ ...input, ...run });
  return answerOf(book, answer, diagnostics, { seed, paths: run.paths, scenarios: [] });
}

function unknownParty(id: string, ids: readonly string[]): Answer<never> {
  const nearest = nearestName(id, ids);
  const help = nearest === null ? '' : `; did you mean ${nearest}?`;
  return failedAnswer('circularity', 'circularity.unknown-party', `there is no party ${JSON.stringify(id)}${help}`);
}

/** The quarters asked about, or why there are none. */
function windowOf(plan: Plan, { from, to }: CircularityOptions): Window | string {
  const last = plan.quarters - 1;
  const place = (text: string, quarterOfYear: number): number | null => {
    const quarter = parseQuarter(/^\d{4}$/.test(text) ? `${text}-Q${quarterOfYear}` : text);
    return quarter === null ? null : quarter - plan.firstQuarter;
  };
  const first = from === undefined ? 0 : place(from, 1);
  const end = to === undefined ? last : place(to, 4);
  if (first === null || end === null) return 'write --from and --to as a quarter such as 2027-Q1, or as a year';
  const window = { from: Math.max(0, first), to: Math.min(last, end) };
  if (window.from <= window.to) return window;
  const run = `${printQuarter(plan.firstQuarter)} to ${printQuarter(plan.firstQuarter + last)}`;
  return `no quarter of the run lies between --from and --to; it goes from ${run}`;
}

function centralWorld(plan: Plan): CentralWorld {
  return { plan, central: centralCase(plan, true, grantsRecorded(plan)) };
}

interface Simulated {
  readonly simulated: ReadonlyMap<string, SimulatedReturn>;
  readonly causal: ReadonlyMap<string, CausalReturn>;
  readonly paths: number;
}

/** The book as it stands and without the finance of each party, on the same draws. */
async function simulate(
  { book, openRunner, paths, seed, signal, onProgress }: Asking,
  { plan, central }: CentralWorld,
  { parties }: CircularityResult,
  window: Window,
): Promise<Simulated> {
  const flowed = flowPlan(book, plan, grantsOf(plan, central));
  const places = Object.keys(parties).map((id) => flowed.ids.indexOf(id));
  const sellers = [...places]
    .filter((v) => (parties[flowed.ids[v]!]?.income ?? 0) > 0)
    .sort((a, b) => parties[flowed.ids[b]!]!.financed_out - parties[flowed.ids[a]!]!.financed_out)
    .slice(0, CAUSAL_PARTIES);
  const worlds = [
    { id: '', book, plan },
    ...sellers.map((v) => ({ id: flowed.ids[v]!, book, plan: withoutFinance(plan, flowed.ids[v]!) })),
  ];
  const runs = await runWorlds(worlds, {
    paths,
    seed,
    runner: await openRunner(),
    needs: (of) => needsOf(flowed, sellers, of === plan),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (done: number) => onProgress(done, paths) }),
  });
  const base = runs[0];
  if (base === undefined || base.run.paths === 0) return { simulated: new Map(), causal: new Map(), paths: 0 };
  const causal = sellers.flatMap((v, s): [string, CausalReturn][] => {
    const without = runs[s + 1];
    return without === undefined ? [] : [[flowed.ids[v]!, causalReturn(base.run, without.run, v, window)]];
  });
  return {
    simulated: simulatedReturns(flowed, base.run, places, window),
    causal: new Map(causal),
    paths: base.run.paths,
  };
}

function needsOf(flowed: FlowPlan, sellers: readonly number[], isTraced: boolean): Needs {
  const income = causalNeeds(flowed, sellers);
  if (!isTraced) return income;
  const traced = tracingNeeds(flowed);
  return {
    ...traced,
    exact: [...traced.exact, ...income.exact],
    recorded: [...(traced.recorded ?? []), ...(income.recorded ?? [])],
  };
}
