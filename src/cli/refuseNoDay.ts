import { isValidDate } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';

/** Refuses what is no day of the calendar, in the name of the option that it was given to. */
export function refuseNoDay(option: string, day: string): void {
  if (isValidDate(day)) return;
  const message = `${option}: ${JSON.stringify(day)} is no day; write one such as 2025-11-30`;
  throw new CommandFailure(EXIT.usage, 'usage.bad-date', message);
}
