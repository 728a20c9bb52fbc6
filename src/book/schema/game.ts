import { z } from 'zod';

const weight = z.number().min(0).max(1e12);
const quota = z.number().gt(0).max(1e15);

/** A voting game in a file of its own: players with their weights, a quota, and who may block. */
export const gameSchema = z.strictObject({
  quota: quota.describe('Sum of weights with which a decision passes.'),
  players: z.record(z.string(), weight).describe('Weight of each player by name.'),
  rules: z
    .array(
      z.strictObject({
        quota: quota.describe('Sum that must be reached as well.'),
        weights: z.record(z.string(), weight).optional().describe('Other weights by player; one each where left out.'),
      }),
    )
    .optional()
    .describe('Further rules that a decision must meet.'),
  vetoes: z.array(z.string()).optional().describe('Players without whom nothing passes.'),
  blocking: z
    .array(
      z.strictObject({
        of: z.array(z.string()).min(1).describe('A group of players.'),
        count: z.int().min(1).describe('How many of them together can block.'),
      }),
    )
    .optional()
    .describe('Groups of which some members together can block.'),
});
export type WrittenGame = z.output<typeof gameSchema>;
