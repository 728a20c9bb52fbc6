import { printCount } from '../number.ts';

/** So many of something: `1 deal`, `49 deals`, `38 parties`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${printCount(count)} ${count === 1 ? one : many}`;
}
