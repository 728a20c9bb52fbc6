import { exp, expm1, log, log1p, pow } from '../../src/base/elementary.ts';
import { logGamma } from '../../src/base/gamma.ts';
import { incompleteBeta, incompleteBetaInverse } from '../../src/base/incompleteBeta.ts';
import { normalCdf, normalQuantile } from '../../src/base/normal.ts';
import { fillUniforms, streamKey } from '../../src/base/random.ts';
import { studentTQuantile } from '../../src/base/studentT.ts';
import {
  answerRun,
  answerText,
  type BookText,
  inProcessRunner,
  orderOfAll,
  planBook,
  readBook,
  runWorlds,
  simulateWorlds,
} from '../../src/index.ts';

/** What one machine computes, as hashes: the same code runs in Node and in a worker of a browser. */
export interface ProbeResult {
  readonly functions: Readonly<Record<string, string>>;
  readonly kept: string;
  readonly answer: string;
  readonly values: number;
}

/** Each function with how many values of it are hashed: a million in all. */
const FUNCTIONS: readonly (readonly [string, number, (u: number, v: number) => number])[] = [
  ['exp', 200_000, (u) => exp(1400 * u - 700)],
  ['log', 200_000, (u, v) => log(u * exp(600 * v - 300))],
  ['pow', 150_000, (u, v) => pow(1e3 * u, 20 * v - 10)],
  ['expm1', 50_000, (u) => expm1(20 * u - 10)],
  ['log1p', 50_000, (u) => log1p(1e3 * u)],
  ['normalCdf', 100_000, (u) => normalCdf(16 * u - 8)],
  ['normalQuantile', 150_000, (u) => normalQuantile(u)],
  ['logGamma', 50_000, (u) => logGamma(170 * u)],
  ['incompleteBeta', 20_000, (u, v) => incompleteBeta(0.5 + 8 * v, 0.5 + 5 * u, u)],
  ['incompleteBetaInverse', 20_000, (u, v) => incompleteBetaInverse(0.5 + 8 * v, 0.5 + 5 * (1 - v), u)],
  ['studentTQuantile', 10_000, (u, v) => studentTQuantile(u, 1 + Math.floor(30 * v))],
];

async function sha256(values: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', values as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hashes of a million values of the elementary functions, and of a run of a book. */
export async function probe(texts: readonly BookText[], paths: number): Promise<ProbeResult> {
  const functions: Record<string, string> = {};
  let values = 0;
  for (const [name, count, of] of FUNCTIONS) {
    const [u, v] = [new Float64Array(count), new Float64Array(count)];
    fillUniforms(u, 0, count, streamKey(1, `${name}.u`), 0, 0);
    fillUniforms(v, 0, count, streamKey(1, `${name}.v`), 0, 0);
    functions[name] = await sha256(new Uint8Array(u.map((x, i) => of(x, v[i] as number)).buffer));
    values += count;
  }
  const { book } = readBook(texts);
  if (book === null) throw new Error('the book has faults');
  const plan = planBook(book);
  const [world] = simulateWorlds([orderOfAll(plan)], 1, 0, paths);
  const runs = await runWorlds([{ id: '', book, plan }], { paths, seed: 1, runner: inProcessRunner() });
  const answer = answerText(answerRun({ worlds: runs, askedPaths: paths, diagnostics: [] }));
  return {
    functions,
    values,
    kept: await sha256(new Uint8Array(world!.kept.buffer as ArrayBuffer)),
    answer: await sha256(new TextEncoder().encode(answer)),
  };
}
