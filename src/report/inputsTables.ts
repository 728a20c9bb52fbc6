import type { Answer } from '../questions/answer.ts';
import type { InputsResult } from '../questions/inputs/inputsSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Every input with its evidence, and what each does to each measure, as tables. */
export function inputsTables(answer: Answer<InputsResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    {
      name: 'inputs',
      header: [
        'path',
        'standing',
        'unit',
        'p5',
        'p50',
        'p95',
        'grade',
        'sources',
        'file',
        'line',
        'share',
        'reduction',
      ],
      rows: result.inputs.map((i) => [
        i.path,
        i.standing,
        i.unit,
        i.p5,
        i.p50,
        i.p95,
        i.grade,
        i.sources.join(' '),
        i.place?.file ?? null,
        i.place?.line ?? null,
        i.share,
        i.reduction,
      ]),
    },
    {
      name: 'inputs-by-measure',
      header: ['path', 'measure', 'rank_correlation', 'share', 'reduction', 'if_low', 'if_high'],
      rows: result.inputs.flatMap((i) =>
        i.effects.map((e) => [i.path, e.measure, e.rank_correlation, e.share, e.reduction, e.if_low, e.if_high]),
      ),
    },
  ];
}
