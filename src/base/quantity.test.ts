import { expect, test } from 'vitest';
import {
  type Quantity,
  type QuantityFault,
  type QuantitySpec,
  quantity,
  readQuantity,
  statementAt,
  yearly,
} from './quantity.ts';

const MONEY: QuantitySpec = { unit: 'currency', meaning: 'Cash', min: 0 };
const SHARE: QuantitySpec = { unit: 'fraction', meaning: 'Share', min: 0, max: 1 };

function read(raw: unknown, spec = MONEY): Quantity {
  const q = readQuantity(raw, spec, (fault, message) => {
    throw new Error(`${fault}: ${message}`);
  });
  if (q === null) throw new Error('no quantity');
  return q;
}

function faultsOf(raw: unknown, spec = MONEY): QuantityFault[] {
  const faults: QuantityFault[] = [];
  readQuantity(raw, spec, (fault) => faults.push(fault));
  return faults;
}

const distributionOf = (raw: unknown, spec = MONEY) => read(raw, spec).statements[0]?.distribution;

test('an interval is lognormal if both ends are positive, logit-normal for a share, normal otherwise', () => {
  expect(distributionOf('250B to 350B')).toEqual({ kind: 'interval-lognormal', low: 250e9, high: 350e9 });
  expect(distributionOf('60% to 95%', SHARE)).toEqual({ kind: 'interval-logit-normal', low: 0.6, high: 0.95 });
  expect(distributionOf('-2% to 4%', { unit: 'fraction a year', meaning: 'Growth' })).toEqual({
    kind: 'interval-normal',
    low: -0.02,
    high: 0.04,
  });
  expect(distributionOf('5B to 5B')).toEqual({ kind: 'point', value: 5e9 });
});

test('a distribution that could leave the bounds of its field is cut there', () => {
  expect(distributionOf({ normal: { mean: '1B', sd: '2B' } })).toEqual({
    kind: 'normal',
    mean: 1e9,
    sd: 2e9,
    truncation: { min: 0 },
  });
  expect(distributionOf('0% to 100%', SHARE)).toEqual({
    kind: 'interval-normal',
    low: 0,
    high: 1,
    truncation: { min: 0, max: 1 },
  });
  expect(distributionOf({ value: '1B to 3B', max: '2B' })).toEqual({
    kind: 'interval-lognormal',
    low: 1e9,
    high: 3e9,
    truncation: { max: 2e9 },
  });
});

test('what cannot be is refused, each with its sort of fault', () => {
  expect(faultsOf('6bn')).toEqual(['spelling']);
  expect(faultsOf('27%')).toEqual(['spelling']);
  expect(faultsOf('-1B')).toEqual(['range']);
  expect(faultsOf({ uniform: { min: '-1B', max: '2B' } })).toEqual(['range']);
  expect(faultsOf({ discrete: { values: [1, 2], weights: [0, 0] } })).toEqual(['distribution']);
  expect(faultsOf({ discrete: { values: [1, 2], weights: [1, -1] } })).toEqual(['distribution']);
  expect(faultsOf({ beta: { mean: 0.5, sd: 0.6, min: 0, max: 1 } }, SHARE)).toEqual(['distribution']);
  expect(faultsOf({ triangular: { min: 1, mode: 5, max: 4 } })).toEqual(['distribution']);
  expect(faultsOf({ normal: { mean: 1, sd: 0.1 }, min: 50 })).toEqual(['distribution']);
  expect(faultsOf({ value: 3, sauce: 'x' })).toEqual(['key']);
  expect(faultsOf({ value: 3, normal: { mean: 1, sd: 1 } })).toEqual(['distribution']);
  expect(faultsOf([1])).toEqual(['kind']);
});

test('of a history the latest statement counts that was known by the day', () => {
  const cash = read({
    '2025-09-30': '40B',
    '2026-03-31': { value: '73B', known: '2026-06-02' },
    '2026-01-31': '50B',
    source: 'reports',
  });
  const on = (day: string) => statementAt(cash, day)?.text ?? null;
  expect([on('2025-09-29'), on('2025-09-30'), on('2026-03-31'), on('2026-06-02')]).toEqual([null, '40B', '50B', '73B']);
  expect(cash.statements.every((statement) => statement.evidence.source === 'reports')).toBe(true);
});

test('by year: years and one value for all others, with evidence beside them', () => {
  const growth = yearly({ unit: 'fraction a year', meaning: 'Growth' });
  const read = growth.parse({ 2027: '10%', all: '5% to 9%', source: 'guidance' });
  expect(Object.keys(read).sort()).toEqual(['2027', 'all']);
  expect(read['2027']?.statements[0]?.evidence.source).toBe('guidance');
  expect(Object.keys(growth.parse('5%'))).toEqual(['all']);
  expect(growth.safeParse({ 2027: '10%', next: '5%' }).success).toBe(false);
});

test('a field says its unit, and its default where it has one', () => {
  expect(quantity({ ...SHARE, default: '60% to 95%' }).meta()).toMatchObject({
    unit: 'fraction',
    standing_default: '60% to 95%',
  });
  expect(quantity(MONEY).meta()).not.toHaveProperty('standing_default');
});
