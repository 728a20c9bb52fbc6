// table: one line a column or yearly input of a lab; cutting it up would only scatter the list.
import type { TermProgram } from '../terms/term.ts';
import { announcedCapacity } from './announcedCapacity.ts';
import { compileUses } from './compileUses.ts';
import type { LabProgram, MarketProgram, OwnerProgram, PartyProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** The labs: what they earn, need and buy. */
export function compileLabs(
  context: PlanContext,
  market: MarketProgram,
  parties: readonly PartyProgram[],
  owners: readonly OwnerProgram[],
  terms: readonly TermProgram[],
): LabProgram[] {
  return Object.entries(context.content.parties).flatMap(([id, party], index) => {
    const demand = party.demand;
    if (demand === undefined) return [];
    const account = accountOf(context, id);
    const path = `parties.${id}.demand`;
    const at = (role: string, unit = 'currency', initial = 0): number =>
      accountColumn(context, account, role, unit, initial);
    const unconstrained = at('unconstrained_revenue', 'currency a year');
    context.columns.copy(unconstrained, context.inputs.input(demand.revenue, `${path}.revenue`, 'currency a year'));
    const start = at('revenue_at_start', 'currency a year');
    context.columns.copy(start, unconstrained);
    return [
      {
        account,
        party: index,
        columns: {
          unconstrained,
          start,
          served: at('lab_revenue', 'currency a year'),
          need: at('need', 'capacity'),
          training: at('training_need', 'capacity'),
          inferenceNeed: at('inference_need', 'capacity'),
          own: at('own_growth_deviation', 'fraction a year'),
          use: at('use_fraction', 'fraction', 1),
          spot: at('spot_purchases', 'capacity'),
          contracted: at('contracted', 'capacity'),
          // What it owns and has not let to others.
          owned: at('capacity_uncontracted', 'capacity'),
          growthShock: at('growth_shock', 'fraction a year'),
          revenueShock: at('revenue_shock', 'ratio', 1),
          margin: context.inputs.input(demand.margin, `${path}.margin`, 'fraction', 0.8),
          growthSd: context.inputs.input(demand.growth_sd, `${path}.growth_sd`, 'fraction a year', 0.15),
          loading: context.inputs.input(demand.loading, `${path}.loading`, 'ratio', 1),
          elasticity: context.inputs.input(demand.elasticity, `${path}.elasticity`, 'ratio', '0.2 to 0.6'),
        },
        rows: { ...parties[index].rows },
        growth: context.inputs.yearly(demand.growth, `${path}.growth`, 'fraction a year', {
          interpolates: false,
          standing: 0.1,
          fadesTo: context.inputs.input(
            context.content.market?.long_run_growth,
            'market.long_run_growth',
            'fraction a year',
            0.1,
          ),
        }),
        otherCosts: context.inputs.yearly(demand.other_costs, `${path}.other_costs`, 'currency a year', {
          interpolates: false,
          standing: 0,
        }),
        training: context.inputs.yearly(demand.training, `${path}.training`, 'capacity', {
          interpolates: true,
          standing: 0,
        }),
        revenuePerCapacity: context.inputs.yearly(
          demand.revenue_per_capacity,
          `${path}.revenue_per_capacity`,
          'currency per capacity-year',
          {
            interpolates: true,
            standing: 1e12,
          },
        ),
        processes: { own: context.columns.process(`${path}.growth_deviation`, 'normal') },
        contracts: contractsOf(terms, account),
        spotRows: Int32Array.from(owners, (owner) =>
          owner.account === account
            ? -1
            : context.columns.row({
                payer: account,
                payee: owner.account,
                purpose: 'purchase',
                seniority: 2,
                role: 'spot',
              }),
        ),
        announced: announcedCapacity(context, id, market),
        uses: compileUses(context, demand, path),
      },
    ];
  });
}

function contractsOf(terms: readonly TermProgram[], buyer: number): Int32Array {
  return Int32Array.from(terms.flatMap((t, i) => (t.kind === 'capacity' && t.debtor === buyer ? [i] : [])));
}
