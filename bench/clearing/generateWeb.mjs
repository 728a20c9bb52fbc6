// One random web of debts for all contestants: about ten links a party, a good part of the parties in distress.
import { writeFileSync } from 'node:fs';

/**
 * @typedef {object} Web
 * @property {number} partyCount
 * @property {Int32Array} claimStart
 * @property {Int32Array} creditor
 * @property {Float64Array} amount
 * @property {Float64Array} outsideAssets
 * @property {Float64Array} outsideObligations
 */

/** @param {number} seed */
function uniforms(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @param {number} partyCount
 * @param {number} links a party
 * @param {number} stress mean outside debt over mean outside assets
 * @returns {Web}
 */
export function generateWeb(partyCount, links, stress) {
  const draw = uniforms(partyCount * 31 + links);
  const claimStart = new Int32Array(partyCount + 1);
  for (let i = 0; i < partyCount; i++) {
    claimStart[i + 1] = /** @type {number} */ (claimStart[i]) + 1 + Math.floor(draw() * (2 * links - 1));
  }
  const claims = /** @type {number} */ (claimStart[partyCount]);
  const creditor = new Int32Array(claims);
  const amount = new Float64Array(claims);
  let claim = 0;
  for (let i = 0; i < partyCount; i++) {
    for (; claim < /** @type {number} */ (claimStart[i + 1]); claim++) {
      creditor[claim] = (i + 1 + Math.floor(draw() * (partyCount - 1))) % partyCount;
      amount[claim] = 2 * draw();
    }
  }
  const outsideAssets = Float64Array.from({ length: partyCount }, () => links * draw());
  const outsideObligations = Float64Array.from({ length: partyCount }, () => stress * links * draw());
  return { partyCount, claimStart, creditor, amount, outsideAssets, outsideObligations };
}

/**
 * int32 parties, int32 claims, then claimStart, creditor (int32), amount, outside assets, outside debts (float64).
 * @param {string} file
 * @param {Web} web
 */
export function writeWeb(file, web) {
  const parts = [
    Int32Array.from([web.partyCount, web.creditor.length]),
    web.claimStart,
    web.creditor,
    web.amount,
    web.outsideAssets,
    web.outsideObligations,
  ];
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))));
}
