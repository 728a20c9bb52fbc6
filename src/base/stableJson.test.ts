import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonValue, stableJson } from './stableJson.ts';

test('keeps the order of keys and leaves out what is undefined', () => {
  expect(stableJson({ b: 1, a: [true, null, 'x'], c: undefined, d: {} })).toBe('{"b":1,"a":[true,null,"x"],"d":{}}');
  expect(stableJson({ a: -0 })).toBe('{"a":0}');
});

test('a number that JSON cannot hold throws and says where', () => {
  expect(() => stableJson({ market: { price: [1, Number.NaN] } })).toThrow('$.market.price[1] is NaN');
  expect(() => stableJson([Number.POSITIVE_INFINITY])).toThrow('$[0] is Infinity');
  expect(() => stableJson({ f: (() => 1) as unknown as JsonValue })).toThrow('$.f is of type function');
});

test('is what JSON.stringify writes, compact and indented, and reads back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      const value = raw as JsonValue;
      expect(stableJson(value)).toBe(JSON.stringify(value));
      expect(stableJson(value, 2)).toBe(JSON.stringify(value, null, 2));
    }),
  );
});
