import { expect, test, vi } from 'vitest';
import { drawsModule, MODULE_LANES, NORMALS_AT, UNIFORMS_AT } from './drawsModule.ts';
import { normalQuantile } from './normal.ts';
import { fillNormals, fillUniforms, STATIC_QUARTER, streamKey } from './random.ts';

interface Draws {
  readonly memory: WebAssembly.Memory;
  readonly normals: (lanes: number) => void;
}

function instance(): Draws {
  return new WebAssembly.Instance(new WebAssembly.Module(drawsModule())).exports as unknown as Draws;
}

/** Doubles as their bits, so that −0 and 0 or two NaN differ where they differ. */
const bitsOf = (values: Float64Array): BigInt64Array => new BigInt64Array(values.slice().buffer);

test('machine code and script draw the same bits, for any seed, path, quarter and number of lanes', () => {
  for (const [seed, firstPath, quarter, lanes] of [
    [1, 0, 0, 256],
    [2, 1024, 32, 17],
    [3, 4294967000, 5, 1000],
    [4294967297, 77, STATIC_QUARTER, 20_000],
    [-5, 0, 119, 255],
  ] as const) {
    for (const fill of [fillUniforms, fillNormals]) {
      const key = streamKey(seed, 'market.growth');
      const machine = new Float64Array(lanes + 5).fill(9);
      const script = new Float64Array(lanes + 5).fill(9);
      fill(machine, 2, lanes, key, firstPath, quarter);
      fill(script, 2, lanes, key, firstPath, quarter, 'script');
      expect(bitsOf(machine)).toEqual(bitsOf(script));
    }
  }
});

test('the machine code has the quantiles of the script where draws never come by chance: at its seams and far out', () => {
  const { memory, normals } = instance();
  const uniforms = new Float64Array(memory.buffer, UNIFORMS_AT, MODULE_LANES);
  const out = new Float64Array(memory.buffer, NORMALS_AT, MODULE_LANES);
  const step = 2 ** -53;
  // q = √−ln p passes 5 at e^−25; the middle ends at 0.075 and 0.925.
  const e25 = 1.3887943864964021e-11;
  const special = [step, 3 * step, 1 - step, 0.5, 0.5 + step, 0.075, 0.925, e25, 1 - e25, 1e-12, 1 - 1e-12, 0.25, 1e-5];
  const near = special.flatMap((u) => [u - 2 * step, u - step, u, u + step, u + 2 * step]);
  const asked = near.filter((u) => u > 0 && u < 1);
  uniforms.fill(0.3);
  uniforms.set(asked);
  normals(asked.length);
  expect(bitsOf(out.slice(0, asked.length))).toEqual(bitsOf(Float64Array.from(asked, normalQuantile)));
});

test('a block that lies wholly in the tails, or in which no lane does, is drawn all the same', () => {
  const { memory, normals } = instance();
  const uniforms = new Float64Array(memory.buffer, UNIFORMS_AT, MODULE_LANES);
  const out = new Float64Array(memory.buffer, NORMALS_AT, MODULE_LANES);
  for (const place of [(i: number) => 0.5 + 0.001 * i, (i: number) => (i % 2 ? 1 - 2e-4 * i : 2e-4 * (i + 1))]) {
    const asked = Float64Array.from({ length: MODULE_LANES }, (_, i) => place(i % 256) % 1);
    uniforms.set(asked);
    normals(MODULE_LANES);
    expect(bitsOf(out.slice())).toEqual(bitsOf(asked.map(normalQuantile)));
  }
});

test('where a page forbids compiling, the same bits are drawn', async () => {
  const forbid = (): never => {
    throw new Error('compiling is forbidden');
  };
  vi.stubGlobal('WebAssembly', { Module: forbid, Instance: forbid });
  vi.resetModules();
  const forbidden = await import('./random.ts');
  const key = streamKey(9, 'a page');
  const drawn = new Float64Array(300);
  forbidden.fillNormals(drawn, 0, 300, key, 0, 4);
  vi.unstubAllGlobals();
  const expected = new Float64Array(300);
  fillNormals(expected, 0, 300, key, 0, 4);
  expect(bitsOf(drawn)).toEqual(bitsOf(expected));
});
