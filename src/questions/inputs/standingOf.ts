import { yearOfQuarter } from '../../base/quarter.ts';
import type { Plan, PlanInput } from '../../plan/plan.ts';
import type { Standing } from './inputsSchema.ts';

/** Fields of a party that stand in its books today, whether or not it publishes them. */
const BOOKS = new Set(['cash', 'debt', 'asset_value', 'cds']);
const BUSINESS = new Set(['revenue', 'margin', 'web_margin', 'capex', 'tax', 'payout']);
const REACTIONS = new Set(['volatility', 'beta', 'elasticity', 'appetite', 'recovery', 'sublet_share']);
const YEAR = /^(\d{4})$/;

/**
 * What is known of an uncertain input: a fact that somebody knows, what time will tell, or how the world reacts.
 *
 * Definition: contract terms, stakes and what stands in a party's books are facts; a fact graded A or B is published, as a range;
 * any other, and one that nobody wrote, is undisclosed. Growth, figures of years to come and whether a deal is performed are
 * open. Reactions, limits of lenders and the market's own figures are assumed.
 */
export function standingOf(plan: Plan, path: string, input: Pick<PlanInput, 'isDefault' | 'grade'> | null): Standing {
  if (input === null) return 'open';
  const [section = '', , ...rest] = path.split('.');
  if (isOpen(plan, rest)) return 'open';
  const isFact = section === 'deals' || section === 'stakes' || (section === 'parties' && isInItsBooks(rest));
  if (!isFact) return section === 'milestones' ? 'open' : 'assumed';
  return !input.isDefault && (input.grade === 'A' || input.grade === 'B') ? 'published' : 'undisclosed';
}

function isOpen(plan: Plan, fields: readonly string[]): boolean {
  const year = YEAR.exec(fields.at(-1) ?? '')?.[1];
  return fields.includes('growth') || (year !== undefined && Number(year) >= yearOfQuarter(plan.firstQuarter));
}

function isInItsBooks([field = '', inner = '']: readonly string[]): boolean {
  if (REACTIONS.has(inner)) return false;
  if (field === 'listed' || field === 'private') return inner === 'shares' || inner === 'valuation';
  if (field === 'operations') return BUSINESS.has(inner);
  if (field === 'demand') return !REACTIONS.has(inner);
  if (field === 'funding') return inner === 'line';
  return BOOKS.has(field);
}
