import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { readBook } from '../../book/readBook.ts';
import { askPosition } from '../../experiments/askPosition.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import type { Plan } from '../../plan/plan.ts';
import { planBook } from '../../plan/planBook.ts';
import { DEFAULT_CAUSES } from '../../run/phases/clear.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { Holding } from './holding.ts';
import type { HeldLosses } from './netOfProtection.ts';
import { paysInstead } from './paysInstead.ts';

/** A tenant pays rent to an owner who has a debt; two that could rescue, and a stranger. */
const party = (id: string): string =>
  `  ${id}: {name: ${id}, kind: other, cash: 10, source: example, said_by: modeller, note: invented}\n`;
const BOOK = `
book: {format: 1, title: Rent, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}, source: example, said_by: modeller, rescue: false}
sources: {example: {title: An example, publisher: Nobody, date: 2025-12-31, grade: D, note: invented}}
parties:
${['tenant', 'owner', 'rich', 'richer', 'stranger'].map(party).join('')}deals:
  rent:
    {between: [tenant, owner], date: 2025-12-01, status: signed, firm: 100%, source: example, said_by: press, note: invented, terms: {
      lease: {type: lease, lessor: owner, lessee: tenant, asset_value: 200, payment: 40, start: 2026-01-01, years: 5}}}
`;

const OWN = DEFAULT_CAUSES.indexOf('debt maturing') + 1;
const BY_COUNTERPARTY = DEFAULT_CAUSES.indexOf('counterparty default') + 1;
const HOLDING: Holding = {
  id: 'x',
  kind: 'bond',
  on: 'owner',
  party: 'owner',
  term: null,
  amount: 100,
  cost: null,
  seniority: 2,
  until: null,
};

/** Who rescues whom, with what each gave on every path. */
type Gifts = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

function worldsOf(gifts: Gifts, alone: Readonly<Record<string, readonly number[]>>) {
  const { book } = readBook([{ name: 'book.yaml', text: BOOK }]);
  const planned = planBook(book!);
  const place = (id: string): number => planned.parties.findIndex((p) => p.id === id);
  const rescues = Object.entries(gifts).map(([to, givers]) => ({
    party: place(to),
    columns: {},
    contributors: Object.keys(givers).map((id) => ({ party: place(id), giveRow: 0, backRow: 0, outstanding: 0 })),
  }));
  const plan: Plan = { ...planned, rescues };
  const paths = Object.values(alone)[0]!.length;
  const world = (columns: Readonly<Record<string, readonly number[]>>): RunColumns => ({
    plan,
    seed: 1,
    paths,
    names: [],
    values: (name) => Float64Array.from(columns[name] ?? Array.from({ length: paths }, () => 0)),
    central: { columns: new Float64Array(), payments: new Float64Array(), recorded: new Map() } as never,
    conservationError: 0,
  });
  const gave = Object.entries(gifts).flatMap(([to, givers]) =>
    Object.entries(givers).map(([giver, amounts]): [string, readonly number[]] => [
      `position.gave.${to}.${giver}`,
      amounts,
    ]),
  );
  return { run: world(Object.fromEntries(gave)), standAlone: world(alone) };
}

function partOf(lost: number[], alone: number[]): { part: HeldLosses; saved: Float64Array } {
  const columns = (loss: number[]) => ({ loss: Float64Array.from(loss), quarter: new Float64Array(loss.length) });
  const part = { holding: HOLDING, lost: columns(lost), alone: columns(alone) };
  return { part, saved: Float64Array.from(alone, (x, p) => x - lost[p]!) };
}

describe('what rescues save', () => {
  // The owner would fail by itself on the first two paths and through the tenant on the third.
  const alone = {
    'owner.default': [3, 3, 3, 0],
    'owner.cause': [OWN, OWN, BY_COUNTERPARTY, 0],
    'tenant.default': [0, 0, 2, 0],
    'tenant.cause': [0, 0, OWN, 0],
  };
  const gifts = {
    owner: { rich: [30, 10, 0, 0], richer: [10, 10, 0, 0], owner: [50, 50, 0, 0] },
    tenant: { richer: [0, 7, 5, 0], owner: [0, 0, 5, 0] },
    stranger: { rich: [9, 9, 9, 9] },
  };

  it('is shared by what each gave to the debtor or to the root of its loss; the debtor and strangers count for nothing', () => {
    const { part, saved } = partOf(
      [0, 0, 0, 0],
      [40, 40, 40, 40].map((x, p) => (p === 3 ? 0 : x)),
    );
    const payers = paysInstead(worldsOf(gifts, alone), [part], saved);
    // Path 1: 30 and 10. Path 2: 20 each, the tenant was no root there. Path 3: the tenant was; the owner gave but owes. Of 4 paths.
    expect(payers).toEqual([
      { party: 'richer', as: 'rescuer', amount: (10 + 20 + 40) / 4 },
      { party: 'rich', as: 'rescuer', amount: (30 + 20) / 4 },
    ]);
  });

  it('is set off against what rescues cost: the shares sum to the net', () => {
    const { part, saved } = partOf([0, 0, 0, 4], [40, 40, 40, 0]);
    const payers = paysInstead(worldsOf(gifts, alone), [part], saved);
    expect(payers.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo((120 - 4) / 4, 9);
  });

  it('is nobody’s where it is within two standard errors of nothing, or less', () => {
    for (const lost of [
      [0, 40, 40, 0],
      [0, 0, 0, 100],
      [0, 40, 40, 90],
    ]) {
      const { part, saved } = partOf(lost, [40, 40, 40, 0]);
      expect(paysInstead(worldsOf(gifts, alone), [part], saved)).toEqual([]);
    }
  });
});

describe('on the shipped book', () => {
  const ask = async (mine: string) => {
    const book = bookFolder('ai-buildout', { asOf: '2025-11-30', overlays: [{ name: 'mine.yaml', text: mine }] });
    const openRunner = async () => inProcessRunner();
    const { result } = await askPosition({ book, diagnostics: [], openRunner, paths: 256, seed: 1 });
    return result!;
  };

  it('a loan with as much protection loses nothing, begins nowhere and is paid by nobody', async () => {
    const { total } = await ask(
      'mine:\n  loan: {kind: loan, on: coreweave, amount: 1B}\n  swap: {kind: cds, on: coreweave, amount: 1B}\n',
    );
    expect(total!.losses).toMatchObject({ expected_loss: 0, loss_probability: 0 });
    expect(total).toMatchObject({ first_causes: [], pays_instead: [] });
  });

  it('no debtor rescues its own loan, and rescuers are credited with no more than rescues save', async () => {
    const { holdings, total } = await ask(
      'mine:\n  loan: {kind: loan, on: coreweave, amount: 1B}\n  stake: {kind: shares, on: coreweave, amount: 1B}\n',
    );
    for (const { pays_instead: payers, saved_by_rescue: saved, party: debtor } of [
      ...Object.values(holdings),
      { ...total!, party: 'coreweave' },
    ]) {
      const credited = payers.filter((p) => p.as === 'rescuer').reduce((sum, { amount }) => sum + amount, 0);
      const isTold = saved!.amount > 2 * saved!.standard_error;
      expect(credited).toBeLessThanOrEqual(isTold ? saved!.amount * (1 + 1e-9) : 0);
      expect(payers.some((p) => p.party === debtor)).toBe(false);
    }
  });
});
