import { debtAtLimit } from '../../mechanisms/funding/debtAtLimit.ts';
import type { PartyProgram, Plan } from '../../plan/plan.ts';
import { debtRate } from '../../run/debtRate.ts';
import {
  constantName,
  type Flow,
  type FundingState,
  flowName,
  KERNEL,
  RISK_FREE,
  shortName,
  stateName,
  VOLATILITY,
} from './financingNeeds.ts';

/** What is read of a run: all of its paths, or some that follow each other. */
export interface FinancingRun {
  readonly plan: Plan;
  readonly paths: number;
  readonly values: (name: string) => Float64Array;
}

/** Less than this is dust of doubles. */
const CENT = 0.01;

/** One number a path, by quarter. */
export type ByQuarter = readonly Float64Array[];

/** What happened to a party's money on every path and quarter, and what it could have raised; nothing once it has failed. */
export interface PartyFlows {
  readonly due: ByQuarter;
  readonly operating: ByQuarter;
  readonly committed: ByQuarter;
  readonly service: ByQuarter;
  /** Interest and repayment of what partners lent in a rescue. */
  readonly rescueService: ByQuarter;
  readonly drawn: ByQuarter;
  readonly sold: ByQuarter;
  /** What holders whose wealth has grown pay for new shares, through channels. */
  readonly channelled: ByQuarter;
  /** What partners lent so that it would not fail. */
  readonly rescue: ByQuarter;
  readonly fromCash: ByQuarter;
  readonly unpaid: ByQuarter;
  /** What it could have borrowed at most, less what that debt costs and repays. */
  readonly debtRoom: ByQuarter;
  /** New shares that investors would have taken. */
  readonly equityDemand: ByQuarter;
  /** As it goes on after a failure too. */
  readonly revenue: ByQuarter;
  readonly kernel: ByQuarter;
  readonly cashAtStart: Float64Array;
  /** Quarters that count: up to the one in which it fails, that one included. */
  readonly lasts: Int32Array;
  /** The quarter in which it fails, counted from one; 0 where it never does. */
  readonly failed: Float64Array;
}

/**
 * Flows of a party by quarter: as they happened, and as they could have been, up to the quarter in which it fails.
 *
 * Definition: due = what was paid under deals + unpaid, unpaid = dues less what was paid after the clearing, where somebody
 * who owed the party did not pay either and after a rescue too; from cash = what cash fell by, so that operating − service −
 * rescue service + committed + drawn + sold + channelled + rescue + from cash + unpaid = due. Debt room net of service as in
 * debtAtLimit.ts with limit = debt outside the deals, through channels too, + room; equity demand = e·M·shock/4 + channelled, a quarter of what four
 * quarters take. All of it is nothing after the quarter of failure: what the estate and the reorganised party do is theirs.
 * Units: money a quarter. Assumes: the limits and values of the path hold whether or not they are used.
 * Cost: some passes over paths a quarter. Verified by: financing.test.ts (against the cash of the run).
 */
export function partyFlows(run: FinancingRun, party: PartyProgram): PartyFlows {
  const { plan, paths, values } = run;
  const { id } = party;
  const quarters = Array.from({ length: plan.quarters }, (_, q) => q);
  const failed = values(`${id}.default`);
  const lasts = Int32Array.from(failed, (quarter) => (quarter > 0 ? quarter : plan.quarters));
  const lasting = (by: ByQuarter): Float64Array[] =>
    by.map((amounts, q) => amounts.map((x, l) => (q < lasts[l]! ? x : 0)));
  const state = (what: FundingState): Float64Array[] => quarters.map((q) => values(`${stateName(id, what)}.${q}`));
  const flow = (what: Flow): Float64Array[] => lasting(quarters.map((q) => values(`${flowName(id, what)}.${q}`)));
  const [cash, before] = [state('cash'), state('cashBefore')];
  const unpaid = lasting(quarters.map((q) => values(`${shortName(id)}.${q}`).map((x) => (x > CENT ? x : 0))));
  const paid = flow('due');
  const channelled = flow('channelled');
  const volatility = values(VOLATILITY);
  return {
    due: quarters.map((q) => paid[q]!.map((x, l) => x + unpaid[q]![l]!)),
    operating: flow('operating'),
    committed: flow('committed'),
    service: flow('service'),
    rescueService: flow('rescueService'),
    drawn: flow('drawn'),
    sold: flow('sold'),
    channelled,
    rescue: flow('rescue'),
    fromCash: lasting(quarters.map((q) => before[q]!.map((x, l) => x - cash[q]![l]!))),
    unpaid,
    debtRoom: lasting(debtRoomOf(run, party, state)),
    equityDemand: lasting(equityDemandOf(run, party, state, channelled)),
    revenue: state('revenue'),
    kernel: quarters.map((q) => values(`${KERNEL}.${q}`).map((x, l) => x / volatility[l]!)),
    cashAtStart: before[0] ?? new Float64Array(paths),
    lasts,
    failed,
  };
}

type StateOf = (what: FundingState) => Float64Array[];

function debtRoomOf({ paths, values }: FinancingRun, party: PartyProgram, state: StateOf): Float64Array[] {
  const [outside, channelled] = [state('debt'), state('channelDebt')];
  const [room, owed, ebitda] = [state('debtRoom'), state('debtOwed'), state('ebitda')];
  const riskFree = values(RISK_FREE);
  const life = values(constantName(party.id, 'averageLife'));
  const stands = values(constantName(party.id, 'debtAtStart')).slice();
  // What others lent under deals uses up room, but is served among the dues.
  return room.map((free, q) => {
    const net = new Float64Array(paths);
    for (let l = 0; l < paths; l++) {
      const before = stands[l]!;
      const debt = outside[q]![l]! + channelled[q]![l]!;
      const all = before + Math.max(0, owed[q]![l]! - debt);
      const rate = debtRate(party, all, ebitda[q]![l]!, riskFree[l]!);
      const next = debtAtLimit(before, debt + free[l]!, rate, life[l]!);
      stands[l] = next.stands;
      net[l] = next.net;
    }
    return net;
  });
}

function equityDemandOf(
  { values }: FinancingRun,
  { id }: PartyProgram,
  state: StateOf,
  channelled: ByQuarter,
): Float64Array[] {
  const fraction = values(constantName(id, 'equityFraction'));
  const shock = state('fundingShock');
  return state('value').map((value, q) =>
    value.map((worth, l) => (fraction[l]! * Math.max(0, worth) * shock[q]![l]!) / 4 + channelled[q]![l]!),
  );
}
