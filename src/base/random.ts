// Kernel, exempt from the length rules: the twenty rounds are written out, never split for a count.
import { drawsModule, MODULE_LANES, NORMALS_AT, UNIFORMS_AT } from './drawsModule.ts';
import { normalQuantile } from './normal.ts';

/** The 64-bit key of one stream of draws, as two 32-bit words. */
export interface StreamKey {
  readonly k0: number;
  readonly k1: number;
}

/** The quarter under which an input that is drawn once a path takes its draw. */
export const STATIC_QUARTER = 0xffffffff;

const KEY_PARITY = 0x1bd11bda;
const UNIT = 2.220446049250313e-16;
const CHUNK_LANES = MODULE_LANES;
/** Below this many lanes the script is as fast as the machine code. */
const WORTH_CALLING = 16;
const words = new Int32Array(2 * CHUNK_LANES);

/**
 * Encrypts the counters (first, counter1), (first + 1, counter1), … under the key and leaves two words each.
 *
 * Threefry 2×32 with 20 rounds: a round adds, rotates and xors; every fourth round injects the key. The rounds are
 * written out because a call a lane doubles the cost.
 */
function encryptLanes(key0: number, key1: number, first: number, counter1: number, lanes: number): void {
  const k0 = key0 | 0;
  const k1 = key1 | 0;
  const k2 = KEY_PARITY ^ k0 ^ k1;
  const firstSum = (first + k0) | 0;
  const secondSum = ((counter1 | 0) + k1) | 0;
  for (let lane = 0; lane < lanes; lane++) {
    let a = (firstSum + lane) | 0;
    let b = secondSum;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k1) | 0;
    b = (b + k2 + 1) | 0;
    a = (a + b) | 0;
    b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0;
    b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0;
    b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0;
    b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + k2) | 0;
    b = (b + k0 + 2) | 0;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k0) | 0;
    b = (b + k1 + 3) | 0;
    a = (a + b) | 0;
    b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0;
    b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0;
    b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0;
    b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + k1) | 0;
    b = (b + k2 + 4) | 0;
    a = (a + b) | 0;
    b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0;
    b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0;
    b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0;
    b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k2) | 0;
    b = (b + k0 + 5) | 0;
    words[2 * lane] = a;
    words[2 * lane + 1] = b;
  }
}

/**
 * The cipher text of one counter under one key: 64 random bits that depend on nothing else.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3",
 * Threefry 2×32, 20 rounds.
 * Verified by: random.test.ts, the three known-answer vectors of the authors' Random123 distribution.
 */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number): readonly [number, number] {
  encryptLanes(k0, k1, c0, c1, 1);
  return [words[0]! >>> 0, words[1]! >>> 0];
}

/**
 * The key of the stream that belongs to a name (an input's path in the book, a process) under a seed.
 *
 * Every name has its own stream, so adding an input changes no other input's draws. The name is hashed to 64 bits by
 * two cross-fed multiplicative hashes, then encrypted under the seed: different seeds never give a name the same key.
 */
export function streamKey(seed: number, name: string): StreamKey {
  let h0 = 0x243f6a88;
  let h1 = 0x85a308d3;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    h0 = Math.imul(h0 ^ code, 0x85ebca6b);
    h0 ^= h0 >>> 15;
    h1 = Math.imul(h1 ^ code ^ ((h0 << 16) | (h0 >>> 16)), 0xc2b2ae35);
    h1 ^= h1 >>> 13;
    h0 = (h0 + h1) | 0;
  }
  encryptLanes(seed | 0, Math.floor(seed / 4294967296) | 0, h0, h1 ^ name.length, 1);
  return { k0: words[0]!, k1: words[1]! };
}

/** Two words as an odd multiple of 2^-53: 52 random bits, never 0 or 1, symmetric about one half. */
function uniformOf(high: number, low: number): number {
  return ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) * UNIT;
}

/** The uniform draw of one path and quarter, strictly inside (0, 1). */
export function uniformAt(key: StreamKey, path: number, quarter: number): number {
  encryptLanes(key.k0, key.k1, path, quarter, 1);
  return uniformOf(words[0]!, words[1]!);
}

/** The standard normal draw of one path and quarter. */
export function normalAt(key: StreamKey, path: number, quarter: number): number {
  return normalQuantile(uniformAt(key, path, quarter));
}

/** What draws: machine code where the browser or Node allows it and the lanes are many, else script, with the same bits. */
export type DrawEngine = 'auto' | 'script';

interface CompiledDraws {
  readonly uniforms: (k0: number, k1: number, first: number, counter1: number, lanes: number) => void;
  readonly normals: (lanes: number) => void;
  readonly uniformsOut: Float64Array;
  readonly normalsOut: Float64Array;
}

let compiled: CompiledDraws | null | undefined;

/** The machine code of the draws; null where a page's policy or an old browser does not let it be compiled. */
function compiledDraws(): CompiledDraws | null {
  if (compiled === undefined) {
    try {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(drawsModule()));
      const { buffer } = exports.memory as WebAssembly.Memory;
      compiled = {
        uniforms: exports.uniforms as CompiledDraws['uniforms'],
        normals: exports.normals as CompiledDraws['normals'],
        uniformsOut: new Float64Array(buffer, UNIFORMS_AT, CHUNK_LANES),
        normalsOut: new Float64Array(buffer, NORMALS_AT, CHUNK_LANES),
      };
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

function copyLanes(from: Float64Array, target: Float64Array, start: number, count: number): void {
  if (count === CHUNK_LANES) target.set(from, start);
  else for (let lane = 0; lane < count; lane++) target[start + lane] = from[lane]!;
}

/** Writes the uniform draws of paths firstPath, firstPath + 1, … to target[offset …]; allocates nothing. */
export function fillUniforms(
  target: Float64Array,
  offset: number,
  lanes: number,
  key: StreamKey,
  firstPath: number,
  quarter: number,
  engine: DrawEngine = 'auto',
): void {
  const machine = engine === 'auto' && lanes >= WORTH_CALLING ? compiledDraws() : null;
  for (let done = 0; done < lanes; done += CHUNK_LANES) {
    const count = Math.min(CHUNK_LANES, lanes - done);
    const start = offset + done;
    if (machine !== null) {
      machine.uniforms(key.k0, key.k1, firstPath + done, quarter, count);
      copyLanes(machine.uniformsOut, target, start, count);
      continue;
    }
    encryptLanes(key.k0, key.k1, firstPath + done, quarter, count);
    for (let lane = 0; lane < count; lane++) target[start + lane] = uniformOf(words[2 * lane]!, words[2 * lane + 1]!);
  }
}

/** Writes the standard normal draws of paths firstPath, firstPath + 1, … to target[offset …]; allocates nothing. */
export function fillNormals(
  target: Float64Array,
  offset: number,
  lanes: number,
  key: StreamKey,
  firstPath: number,
  quarter: number,
  engine: DrawEngine = 'auto',
): void {
  const machine = engine === 'auto' && lanes >= WORTH_CALLING ? compiledDraws() : null;
  if (machine === null) {
    fillUniforms(target, offset, lanes, key, firstPath, quarter, engine);
    const end = offset + lanes;
    for (let i = offset; i < end; i++) target[i] = normalQuantile(target[i]!);
    return;
  }
  for (let done = 0; done < lanes; done += CHUNK_LANES) {
    const count = Math.min(CHUNK_LANES, lanes - done);
    machine.uniforms(key.k0, key.k1, firstPath + done, quarter, count);
    machine.normals(count);
    copyLanes(machine.normalsOut, target, offset + done, count);
  }
}
