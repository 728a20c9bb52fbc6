import { type IntegratedOwnership, integratedOwnership } from '../../mechanisms/control/integratedOwnership.ts';
import type { CapTable, IssuerTable } from './capTable.ts';
import type { HolderPower, IssuerPower } from './controlSchema.ts';
import { isDecided, issuerGame, powerByParty } from './deciders.ts';
import { isCountable, type MeetingPower, meetingPower } from './meetingPower.ts';

/** Holders that nobody names, in the table of an issuer. */
export const UNNAMED = 'world-shareholders';

/** All parties of a web in a fixed order, and what each has in each other. */
export interface Ownership {
  readonly ids: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly integrated: IntegratedOwnership;
}

/** Ownership through all chains and loops of a web. */
export function ownershipOf(table: CapTable, parties: readonly string[] = []): Ownership {
  const ids = [...new Set([...parties, ...table.keys(), ...[...table.values()].flatMap((i) => [...i.holders.keys()])])];
  const numberOf = new Map(ids.map((id, i) => [id, i]));
  const entries = [...table].flatMap(([issuer, { holders }]) =>
    [...holders].map(([holder, { economic }]) => [numberOf.get(holder)!, numberOf.get(issuer)!, economic] as const),
  );
  const integrated = integratedOwnership({
    size: ids.length,
    owner: Int32Array.from(entries, (e) => e[0]),
    owned: Int32Array.from(entries, (e) => e[1]),
    fraction: Float64Array.from(entries, (e) => e[2]),
  });
  return { ids, numberOf, integrated };
}

/**
 * Who decides a company in the end: shares of its deciders, companies standing for directors and unnamed holders. Null where
 * there are too many to go through.
 */
export function ultimateControl(table: CapTable, issuer: string): Map<string, number> | null {
  const named = issuerGame(table, issuer, { depth: 'ultimate', outside: 'dispersed', by: 'board' });
  return isCountable(named) ? powerByParty(named) : null;
}

const NOBODY: MeetingPower = { shapleyShubik: new Map(), swings: new Map() };

/**
 * What each holder of an issuer owns, votes, appoints and decides.
 *
 * Definition: economic as in integratedOwnership.ts; indices as in decisionGame.ts with half of all votes as quota.
 * Unnamed holders are dispersed (Milnor and Shapley's ocean), beside it one block: the two ends between which any
 * distribution of their votes lies (Leech 1988).
 * Verified by: control.test.ts.
 */
export function issuerPowers(
  table: CapTable,
  ownership: Ownership,
  nameOf: (id: string) => string,
): Record<string, IssuerPower> {
  const result: Record<string, IssuerPower> = {};
  for (const [id, issuer] of table) {
    const decidedBy = !isDecided(table, id) ? 'itself' : issuer.board === null ? 'votes' : 'board';
    result[id] = {
      name: nameOf(id),
      decided_by: decidedBy,
      holders: holdersOf(table, id, issuer, ownership, nameOf),
    };
  }
  return result;
}

function holdersOf(
  table: CapTable,
  id: string,
  issuer: IssuerTable,
  { ids, numberOf, integrated }: Ownership,
  nameOf: (id: string) => string,
): Record<string, HolderPower> {
  const hasMeeting = issuer.holders.size > 0;
  const meeting = hasMeeting ? meetingPower(table, id, { outside: 'dispersed', by: 'votes' }) : NOBODY;
  const block = hasMeeting ? meetingPower(table, id, { outside: 'block', by: 'votes' }) : NOBODY;
  const itself = new Map([[id, 1]]);
  const decides = isDecided(table, id);
  const control = decides ? meetingPower(table, id, { outside: 'dispersed', by: 'board' }).shapleyShubik : itself;
  const ultimate = decides ? ultimateControl(table, id) : itself;
  // In the meeting the issuer's own id stands for those whom nobody names; on a board without holders for its directors.
  const own = hasMeeting ? UNNAMED : id;
  const of = (powers: ReadonlyMap<string, number>, holder: string): number =>
    powers.get(holder === own ? id : holder) ?? 0;
  const total = (powers: ReadonlyMap<string, number>): number => [...powers.values()].reduce((sum, x) => sum + x, 0);
  const [all, allBlock] = [total(meeting.swings), total(block.swings)];
  const reaches = ids.filter((other) => other !== id && shareOf(integrated, numberOf, other, id) > 1e-12);
  const listed = new Set([
    ...issuer.holders.keys(),
    ...(issuer.board?.appointed.keys() ?? []),
    ...[...(ultimate?.keys() ?? [])].filter((other) => other !== id),
    ...issuer.vetoes.keys(),
    ...reaches,
    ...(issuer.outside.votes > 1e-12 || issuer.outside.economic > 1e-12 || !hasMeeting ? [own] : []),
  ]);
  const result: Record<string, HolderPower> = {};
  for (const holder of listed) {
    const isOwn = holder === own;
    const held = isOwn ? (hasMeeting ? issuer.outside : { economic: 1, votes: 0 }) : issuer.holders.get(holder);
    const seats = isOwn && !hasMeeting ? freeSeats(issuer) : (issuer.board?.appointed.get(holder) ?? 0);
    result[holder] = {
      name: isOwn && !hasMeeting ? `${nameOf(holder)} itself` : nameOf(holder),
      economic: isOwn
        ? outsideShare(integrated, numberOf, id, held!.economic)
        : shareOf(integrated, numberOf, holder, id),
      direct: held?.economic ?? 0,
      votes: held?.votes ?? 0,
      shapley_shubik: of(meeting.shapleyShubik, holder),
      banzhaf: all > 0 ? of(meeting.swings, holder) / all : 0,
      banzhaf_absolute: of(meeting.swings, holder),
      as_block: {
        shapley_shubik: of(block.shapleyShubik, holder),
        banzhaf: allBlock > 0 ? of(block.swings, holder) / allBlock : 0,
      },
      board_share: issuer.board === null ? null : seats / issuer.board.seats,
      control: of(control, holder),
      ultimate_control: ultimate === null ? null : of(ultimate, holder),
      veto: [...(issuer.vetoes.get(holder) ?? [])],
    };
  }
  return result;
}

function freeSeats({ board }: IssuerTable): number {
  return board === null ? 0 : board.seats - [...board.appointed.values()].reduce((sum, n) => sum + n, 0);
}

function shareOf(
  integrated: IntegratedOwnership,
  numberOf: ReadonlyMap<string, number>,
  owner: string,
  owned: string,
): number {
  const [i, k] = [numberOf.get(owner), numberOf.get(owned)];
  return i === undefined || k === undefined ? 0 : (integrated.share(i, k) ?? 0);
}

/** What comes to the unnamed holders of an issuer of its own value, loops summed up. */
function outsideShare(
  integrated: IntegratedOwnership,
  numberOf: ReadonlyMap<string, number>,
  id: string,
  direct: number,
): number {
  const k = numberOf.get(id)!;
  return direct * (integrated.column(k)?.[k] ?? 1);
}
