import type { ControlResult } from '../questions/control/controlSchema.ts';
import { printPercent } from './number.ts';

/** The person that a book's answer is led by: the one with the widest wedge over the largest owner of its company. */
export function leadingPerson(result: ControlResult): { company: string; person: string } | null {
  const all = Object.entries(result.parties).flatMap(([company, { persons }]) =>
    Object.entries(persons).map(([person, own]) => ({ company, person, wedge: result.wedge[person]?.share ?? 0, own })),
  );
  const first = all
    .filter(({ own }) => own.influence > 0)
    .reduce<(typeof all)[number] | null>((most, one) => (most === null || one.wedge > most.wedge ? one : most), null);
  return first === null ? null : { company: first.company, person: first.person };
}

/** What the answer says, in two or three sentences. */
export function controlSentences(result: ControlResult, nameOf: (id: string) => string): string[] {
  const sentences: string[] = [];
  const lead = leadingPerson(result);
  if (lead !== null) {
    const own = result.parties[lead.company]!.persons[lead.person]!;
    const has = printPercent(own.influence);
    const owner = nameOf(own.largest_owner);
    const owned = printPercent(result.economic[lead.person]?.share ?? 0);
    sentences.push(
      `${nameOf(lead.person)} has ${has} of the say over the deals of the web and ${owned} of what they bring; ` +
        `${owner}, the largest owner of ${nameOf(lead.company)}, has ${printPercent(own.largest_owner_influence)} of the say.`,
      own.break_even_replaceable === null
        ? own.influence_less_largest_owner > 0
          ? 'That holds however likely it is that somebody else would give the same consent.'
          : 'No chance of being irreplaceable would turn that round.'
        : `Taken as replaceable with a chance of ${printPercent(own.replaceable)}; both are equal at ${printPercent(own.break_even_replaceable)}.`,
    );
    if (own.own_deals !== null)
      sentences.push(
        `Over the deals that ${nameOf(lead.company)} itself has signed: ${printPercent(own.own_deals.influence)} against ${printPercent(own.own_deals.largest_owner_influence)}.`,
      );
  }
  return sentences;
}

/** Where ownership and control part: the holder that decides, with its share of value and of votes. */
export function decidersOf(result: Pick<ControlResult, 'issuers'>): {
  issuer: string;
  by: string;
  holder: string;
  economic: number;
  votes: number;
  control: number;
}[] {
  return Object.entries(result.issuers).flatMap(([issuer, { decided_by, holders }]) => {
    const first = Object.entries(holders).reduce<[string, number] | null>(
      (most, [id, { control }]) => (control > (most?.[1] ?? 0) ? [id, control] : most),
      null,
    );
    if (first === null || decided_by === 'itself') return [];
    const own = holders[first[0]]!;
    return [
      { issuer, by: decided_by, holder: first[0], economic: own.economic, votes: own.votes, control: own.control },
    ];
  });
}
