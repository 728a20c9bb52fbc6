import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printQuarter } from '../base/quarter.ts';
import { readBook } from '../book/readBook.ts';
import { planBook } from '../plan/planBook.ts';
import { keptTable } from '../run/kept.ts';
import { simulatePaths } from '../run/simulate.ts';
import { orderOfAll, simulateWorlds } from './simulateWorlds.ts';
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
        const first = storyOfPath(plan, 1, path).events.find((e) => e.kind === 'default' && e.party === id);
        if (first !== undefined) told.push(`${path} ${id} ${first.quarter}`);
      }
    }
    expect(kept.length).toBeGreaterThan(5);
    expect(told).toEqual(kept);
  });

  it('goes forward in time and tells the price of every quarter', () => {
    const story = storyOfPath(plan, 1, 0).events;
    const quarters = story.map((e) => e.quarter);
    expect(quarters).toEqual([...quarters].sort());
    expect(story.filter((e) => e.kind === 'market').length).toBe(plan.hasMarket ? plan.quarters : 0);
  });

  it('ends where an invariant breaks, and the failure names world, path and quarter', () => {
    const text = readFileSync('books/small/penny-warrant/book.yaml', 'utf8');
    const plan = planBook(readBook([{ name: 'book.yaml', text }]).book!);
    // Shares outstanding double in the fourth quarter, and nobody holds the new ones.
    const column = plan.issuers[0]!.shares;
    const broken = { ...plan, patches: [{ quarter: 3, column, operation: 'multiply' as const, value: 2 }] };
    const world = { ...orderOfAll(broken), id: 'planted' };
    const place = { world: 'planted', seed: 1, path: 256, quarter: 3 };
    expect(() => simulateWorlds([world], 1, 256, 8)).toThrow(expect.objectContaining(place));
    const story = storyOfPath(broken, 1, 256);
    expect(story.broken).toMatchObject({ seed: 1, path: 256, quarter: 3 });
    const whole = storyOfPath(plan, 1, 256).events;
    expect(story.events).toEqual(whole.slice(0, story.events.length));
    expect(story.events.at(-1)!.quarter).toBe(printQuarter(plan.firstQuarter + 2));
  });
});
