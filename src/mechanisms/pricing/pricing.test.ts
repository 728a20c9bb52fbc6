import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log } from '../../base/elementary.ts';
import { normalAt, streamKey, uniformAt } from '../../base/random.ts';
import { binomialTree } from './binomialTree.ts';
import { blackScholes, type EuropeanOption } from './blackScholes.ts';
import { announcedWarrant, standingWarrant } from './dilutingWarrant.ts';
import { downAndOutCall } from './downAndOutCall.ts';
import { floorPut, guaranteePut } from './guaranteePut.ts';
import { merton } from './merton.ts';
import { bridgeTouch, touchShare } from './touchShare.ts';

const PATHS = 1000;

/** Mean of something over simulated paths, with its standard error. */
function simulated(draw: (path: number) => number): { mean: number; error: number } {
  let sum = 0;
  let squares = 0;
  for (let p = 0; p < PATHS; p++) {
    const x = draw(p);
    sum += x;
    squares += x * x;
  }
  const mean = sum / PATHS;
  return { mean, error: Math.sqrt((squares / PATHS - mean * mean) / PATHS) };
}

/** Prices of a share at `steps` even dates of a path, each drift its own. */
function walk(
  name: string,
  path: number,
  spot: number,
  drift: number,
  volatility: number,
  years: number,
  steps: number,
) {
  const key = streamKey(7, name);
  const dt = years / steps;
  const prices = [spot];
  for (let i = 0; i < steps; i++) {
    const z = normalAt(key, path, i);
    prices.push(
      (prices[i] as number) * exp((drift - (volatility * volatility) / 2) * dt + volatility * Math.sqrt(dt) * z),
    );
  }
  return prices;
}

const options = fc.record({
  spot: fc.double({ min: 1, max: 200, noNaN: true }),
  strike: fc.double({ min: 1, max: 200, noNaN: true }),
  years: fc.double({ min: 0.05, max: 8, noNaN: true }),
  rate: fc.double({ min: 0, max: 0.12, noNaN: true }),
  volatility: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
});

describe('calls and puts', () => {
  const option: EuropeanOption = { spot: 60, strike: 65, years: 0.25, rate: 0.08, volatility: 0.3 };

  it('give the printed call', () => {
    expect(blackScholes(option, 'call')).toBeCloseTo(2.133368444916, 10);
  });

  it('keep parity and their bounds, and rise with volatility', () => {
    fc.assert(
      fc.property(options, (o) => {
        const call = blackScholes(o, 'call');
        const put = blackScholes(o, 'put');
        const owed = o.strike * exp(-o.rate * o.years);
        expect(call - put).toBeCloseTo(o.spot - owed, 9);
        expect(call).toBeGreaterThanOrEqual(Math.max(0, o.spot - owed) - 1e-9);
        expect(call).toBeLessThanOrEqual(o.spot + 1e-9);
        expect(blackScholes({ ...o, volatility: o.volatility + 0.05 }, 'call')).toBeGreaterThanOrEqual(call - 1e-9);
      }),
    );
  });

  it('agree with simulation within three standard errors', () => {
    const { mean, error } = simulated((p) => {
      const end = walk('call', p, 60, 0.08, 0.3, 0.25, 1)[1] as number;
      return exp(-0.02) * Math.max(0, end - 65);
    });
    expect(Math.abs(mean - blackScholes(option, 'call'))).toBeLessThan(3 * error);
  });

  it('are worth their certain end without volatility', () => {
    expect(blackScholes({ ...option, volatility: 0 }, 'call')).toBe(0);
    expect(blackScholes({ ...option, volatility: 0 }, 'put')).toBeCloseTo(65 * exp(-0.02) - 60, 12);
  });
});

describe('a tree', () => {
  const option: EuropeanOption = { spot: 50, strike: 50, years: 0.4167, rate: 0.1, volatility: 0.4 };

  it('gives the printed five steps', () => {
    expect(binomialTree(option, 'put', 'american', 5)).toBeCloseTo(4.488599193823, 10);
    expect(binomialTree(option, 'put', 'european', 5)).toBeCloseTo(4.319146563651, 10);
  });

  it('comes to the closed form with many steps, and early exercise is worth something only to a put', () => {
    expect(binomialTree(option, 'put', 'european', 500)).toBeCloseTo(blackScholes(option, 'put'), 2);
    expect(binomialTree(option, 'put', 'american', 500)).toBeGreaterThan(blackScholes(option, 'put'));
    expect(binomialTree(option, 'call', 'american', 100)).toBeCloseTo(
      binomialTree(option, 'call', 'european', 100),
      10,
    );
  });
});

describe('a down-and-out call', () => {
  const option = {
    spot: 100,
    strike: 90,
    barrier: 95,
    rebate: 3,
    years: 0.5,
    rate: 0.08,
    carry: 0.04,
    volatility: 0.25,
  };

  it('gives the printed value', () => {
    expect(downAndOutCall(option)).toBeCloseTo(9.024567694967, 10);
  });

  it('is the plain call far from its barrier, and the rebate at it', () => {
    expect(downAndOutCall({ ...option, barrier: 1 })).toBeCloseTo(blackScholes(option, 'call'), 9);
    expect(downAndOutCall({ ...option, barrier: 100 })).toBe(3);
    expect(downAndOutCall({ ...option, barrier: 99.9999999 })).toBeCloseTo(3, 5);
  });

  it('agrees with a simulation bridged between its dates', () => {
    const steps = 26;
    const luck = streamKey(7, 'barrier luck');
    for (const strike of [90, 102]) {
      const { mean, error } = simulated((p) => {
        const prices = walk('barrier', p, 100, 0.04, 0.25, 0.5, steps);
        for (let i = 0; i < steps; i++) {
          // A fall to 95 is a rise of the inverse price to 1/95.
          const touch = bridgeTouch(
            1 / 95,
            1 / (prices[i] as number),
            1 / (prices[i + 1] as number),
            0.25,
            0.5 / steps,
          );
          if (uniformAt(luck, p, i) < touch) return 3 * exp(-0.08 * ((i + 0.5) / steps) * 0.5);
        }
        return exp(-0.04) * Math.max(0, (prices[steps] as number) - strike);
      });
      expect(Math.abs(mean - downAndOutCall({ ...option, strike }))).toBeLessThan(3 * error);
    }
  });
});

describe('a share received on touching a hurdle', () => {
  const terms = { spot: 164.67, hurdle: 600, years: 5, rate: 0.04, volatility: 0.55 };

  it('is worth the published parts of its price', () => {
    expect(touchShare(terms)).toBeCloseTo(0.565, 4);
    expect(touchShare({ ...terms, volatility: 0.45 })).toBeCloseTo(0.4224, 4);
    expect(touchShare({ ...terms, hurdle: 300, volatility: 0.45 })).toBeCloseTo(0.7664, 4);
  });

  it('is a whole share at or under the price, falls with the hurdle and rises with time', () => {
    expect(touchShare({ ...terms, hurdle: 164.67 })).toBe(1);
    fc.assert(
      fc.property(
        fc.double({ min: 1.01, max: 8, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (h, t) => {
          const at = { ...terms, hurdle: terms.spot * h, years: t };
          const value = touchShare(at);
          expect(touchShare({ ...at, hurdle: at.hurdle * 1.1 })).toBeLessThanOrEqual(value + 1e-12);
          expect(touchShare({ ...at, years: t + 1 })).toBeGreaterThanOrEqual(value - 1e-12);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
    );
  });

  it('agrees with a quarterly simulation bridged between its dates, under the share’s own measure', () => {
    const luck = streamKey(7, 'touch luck');
    const { mean, error } = simulated((p) => {
      const prices = walk('touch', p, 164.67, 0.04 + 0.55 * 0.55, 0.55, 5, 20);
      for (let i = 0; i < 20; i++) {
        const touch = bridgeTouch(600, prices[i] as number, prices[i + 1] as number, 0.55, 0.25);
        if (uniformAt(luck, p, i) < touch) return 1;
      }
      return 0;
    });
    expect(Math.abs(mean - touchShare(terms))).toBeLessThan(3 * error);
  });

  it('has the exponent of a quarter, −8·ln(H/S₀)·ln(H/S₁)/σ²', () => {
    expect(bridgeTouch(600, 500, 550, 0.5, 0.25)).toBeCloseTo(exp((-8 * log(600 / 500) * log(600 / 550)) / 0.25), 14);
  });
});

describe('warrants that dilute', () => {
  it('give Hull’s figures where the price does not know of them', () => {
    const issue = { spot: 40, strike: 60, years: 5, rate: 0.03, volatility: 0.3, shares: 1e6, warrants: 2e5 };
    const value = announcedWarrant(issue);
    expect(value.plain_call).toBeCloseTo(7.040239235, 8);
    expect(value.warrant).toBeCloseTo(5.866866029, 8);
    expect(value.cost).toBeCloseTo(1173373.21, 2);
    expect(value.price_after).toBeCloseTo(38.826626794, 8);
  });

  it('give the published fixed point where it does, which solves its equation', () => {
    const issue = { spot: 48, strike: 40, years: 0.5, rate: 0.08, volatility: 0.3, shares: 1e4, warrants: 1e3 };
    const value = standingWarrant(issue);
    expect(value).toBeCloseTo(10.141981673206, 10);
    const call = blackScholes({ ...issue, spot: 48 + 0.1 * value }, 'call');
    expect(value).toBeCloseTo((1e4 / 1.1e4) * call, 12);
    expect(standingWarrant({ ...issue, warrants: 1e-9 })).toBeCloseTo(blackScholes(issue, 'call'), 9);
  });
});

describe('a firm seen through its shares', () => {
  const firm = { equity: 3, equity_volatility: 0.8, debt: 10, rate: 0.05, years: 1 };

  it('gives Hull’s figures', () => {
    const implied = merton(firm);
    expect(implied.assets).toBeCloseTo(12.39538718864, 10);
    expect(implied.asset_volatility).toBeCloseTo(0.212304713423, 10);
    expect(implied.default_probability).toBeCloseTo(0.126971241063, 10);
    expect(implied.put).toBeCloseTo(0.116907056367, 10);
  });

  it('balances: assets = shares + bond without risk − put', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 30, noNaN: true }),
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (e, s) => {
          const implied = merton({ ...firm, equity: e, equity_volatility: s });
          expect(implied.assets).toBeCloseTo(e + 10 * exp(-0.05) - implied.put, 9);
          expect(implied.asset_volatility).toBeLessThanOrEqual(s);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('guarantees and floors', () => {
  it('give the published figures of a guarantee', () => {
    const value = guaranteePut({ assets: 100, debt: 90, rate: 0.05, volatility: 0.25, years: 1 });
    expect(value.guarantee).toBeCloseTo(3.751411155671, 10);
    expect(value.equity).toBeCloseTo(18.140762950606, 10);
    expect(value.risky_debt).toBeCloseTo(81.859237049394, 10);
    expect(value.spread).toBeCloseTo(0.044808519498, 10);
    expect(value.risky_debt + value.guarantee).toBeCloseTo(90 * exp(-0.05), 10);
  });

  it('price a floor date by date', () => {
    const price = { spot: 12, volatility: 0.4, rate: 0.04, wear: 0.1 };
    const one = floorPut(price, [{ years: 3, floor: 11, units: 2 }]);
    const two = floorPut(price, [{ years: 4, floor: 9, units: 1 }]);
    expect(
      floorPut(price, [
        { years: 3, floor: 11, units: 2 },
        { years: 4, floor: 9, units: 1 },
      ]),
    ).toBeCloseTo(one + two, 12);
    expect(floorPut(price, [{ years: 3, floor: 0, units: 2 }])).toBe(0);
    const { mean, error } = simulated((p) => {
      const end = walk('floor', p, 12, 0.04 - 0.1, 0.4, 3, 1)[1] as number;
      return 2 * exp(-0.12) * Math.max(0, 11 - end);
    });
    expect(Math.abs(mean - one)).toBeLessThan(3 * error);
  });
});
