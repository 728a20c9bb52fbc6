import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printQuarter } from '../base/quarter.ts';
import { readBook } from '../book/readBook.ts';
import { planBook } from '../plan/planBook.ts';
import { keptTable } from '../run/kept.ts';
import { simulatePaths } from '../run/simulate.ts';
import { storyOfPath } from './storyOfPath.ts';

const text = readFileSync('books/small/guarantee-chain/book.yaml', 'utf8');
const { book } = readBook([{ name: 'book.yaml', text }]);
const plan = planBook(book!);
const PATHS = 40;

describe('the story of a path', () => {
  it('tells the same first defaults, in the same quarters, as the run that the path belongs to', () => {
    const run = simulatePaths(plan, 1, 0, PATHS, true);
    const told: string[] = [];
    const kept: string[] = [];
    for (let path = 0; path < PATHS; path++) {
      for (const { id } of plan.parties) {
        const at = run.kept[(keptTable(plan).index.get(`${id}.default`) as number) * PATHS + path] as number;
        if (at > 0) kept.push(`${path} ${id} ${printQuarter(plan.firstQuarter + at - 1)}`);
        const first = storyOfPath(plan, 1, path).find((e) => e.kind === 'default' && e.party === id);
        if (first !== undefined) told.push(`${path} ${id} ${first.quarter}`);
      }
    }
    expect(kept.length).toBeGreaterThan(5);
    expect(told).toEqual(kept);
  });

  it('goes forward in time and tells the price of every quarter', () => {
    const story = storyOfPath(plan, 1, 0);
    const quarters = story.map((e) => e.quarter);
    expect(quarters).toEqual([...quarters].sort());
    expect(story.filter((e) => e.kind === 'market').length).toBe(plan.hasMarket ? plan.quarters : 0);
  });
});
