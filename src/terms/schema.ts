import { z } from 'zod';
import { backstopSchema } from './backstop/schema.ts';
import { capacitySchema } from './capacity/schema.ts';
import { equitySchema } from './equity/schema.ts';
import { guaranteeSchema } from './guarantee/schema.ts';
import { leaseSchema } from './lease/schema.ts';
import { loanSchema } from './loan/schema.ts';
import { revenueShareSchema } from './revenueShare/schema.ts';
import { rightsSchema } from './rights/schema.ts';
import { supplySchema } from './supply/schema.ts';
import { tenderSchema } from './tender/schema.ts';
import { warrantSchema } from './warrant/schema.ts';

/** A term of a deal: one of the eleven types, told apart by `type`. */
export const termSchema = z.discriminatedUnion('type', [
  capacitySchema,
  supplySchema,
  equitySchema,
  warrantSchema,
  loanSchema,
  guaranteeSchema,
  backstopSchema,
  leaseSchema,
  revenueShareSchema,
  tenderSchema,
  rightsSchema,
]);
export type Term = z.output<typeof termSchema>;
export type TermKind = Term['type'];
