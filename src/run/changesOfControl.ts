import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';

/** Share of the shares beyond which a holder controls an issuer. */
const MAJORITY = 0.5;

/**
 * Notes for warrants that ask for it that their issuer has come under another control.
 *
 * Definition: a party of the book holds more than half of the shares outstanding, and is not the one that did so at the start.
 * Outside shareholders are many and control nothing.
 */
export function noteChangesOfControl(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to } = block;
  for (const term of plan.terms) {
    if (term.kind !== 'warrant' || term.columns.changed < 0) continue;
    const issuer = plan.issuers.find((i) => i.account === term.constants.issuer);
    if (issuer === undefined) continue;
    const changedAt = term.columns.changed * width;
    const controllerAt = term.columns.controller * width;
    for (let l = from; l < to; l++) {
      const needed = MAJORITY * data[issuer.shares * width + l];
      const controller = 1 + issuer.holders.findIndex((h) => data[h.column * width + l] > needed);
      if (quarter === 0) data[controllerAt + l] = controller;
      if (controller > 0 && controller !== data[controllerAt + l]) data[changedAt + l] = 1;
    }
  }
}
