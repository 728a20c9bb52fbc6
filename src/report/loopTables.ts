import type { Answer } from '../questions/answer.ts';
import type { LoopResult } from '../questions/loop/loopSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Loops, circles, thresholds and multiples as tables. */
export function loopTables(answer: Answer<LoopResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    {
      name: 'loops',
      header: [
        'loop',
        'name',
        'holder',
        'issuer',
        'gain',
        'gain_p5',
        'gain_p95',
        'rate',
        'rate_at_gain_one',
        'feasible_rate',
      ],
      rows: result.loops.map((l) => [
        l.id,
        l.name,
        l.holder,
        l.issuer,
        l.gain.value,
        l.gain.p5,
        l.gain.p95,
        l.rate,
        l.rate_at_gain_one,
        l.feasible_rate,
      ]),
    },
    {
      name: 'loop-steps',
      header: ['circle', 'loop', 'gain', 'step', 'kind', 'from', 'to', 'weight'],
      rows: result.cycles.flatMap((c, k) =>
        c.steps.map((s) => [k + 1, c.loop, c.gain.value, s.step, s.kind, s.from, s.to, s.weight]),
      ),
    },
    {
      name: 'loop-thresholds',
      header: ['step', 'kind', 'from', 'to', 'now', 'p5', 'p95', 'at', 'most', 'p_above'],
      rows: result.thresholds.map((t) => [t.step, t.kind, t.from, t.to, t.now, t.p5, t.p95, t.at, t.most, t.p_above]),
    },
    {
      name: 'loop-multiples',
      header: ['event', 'party', 'date', 'borrows', 'multiple', 'standard_error'],
      rows: result.multiples.events.map((e) => [
        e.event,
        e.party,
        e.date,
        e.borrows ? 'yes' : 'no',
        e.multiple,
        e.standard_error,
      ]),
    },
  ];
}
