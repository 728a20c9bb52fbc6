import type { z } from 'zod';
import { childOf, type Written } from './written.ts';

/** What the format has at a place: a fixed set of keys, entries by id, a list, or one value. */
export type FormAt =
  | { readonly is: 'keys'; readonly keys: readonly string[]; readonly schema: z.ZodType }
  | { readonly is: 'ids'; readonly schema: z.ZodType }
  | { readonly is: 'list'; readonly schema: z.ZodType }
  | { readonly is: 'quantity'; readonly byYear: boolean; readonly schema: z.ZodType }
  | { readonly is: 'value'; readonly schema: z.ZodType };

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def as unknown as Definition;
}

/** The schema without what only says that it may be left out. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (definitionOf(inner).type === 'optional') inner = definitionOf(inner).innerType as z.ZodType;
  return inner;
}

/** What fields say of themselves, kept because it is asked of each field of each entry. */
const metaOf = new WeakMap<z.ZodType, Readonly<Record<string, unknown>>>();

/** What a field says of itself: unit, meaning, what it refers to. */
export function fieldMeta(schema: z.ZodType): Readonly<Record<string, unknown>> {
  const known = metaOf.get(schema);
  if (known !== undefined) return known;
  const meta = { ...unwrapped(schema).meta(), ...schema.meta() };
  metaOf.set(schema, meta);
  return meta;
}

/** The form that a schema gives to a value; of a choice, the branch that the value itself points to. */
export function formOf(schema: z.ZodType, value: Written | undefined): FormAt {
  const inner = unwrapped(schema);
  const definition = definitionOf(inner);
  if (definition.type === 'pipe') return { is: 'quantity', byYear: fieldMeta(inner).by_year === true, schema: inner };
  if (definition.type === 'object') return { is: 'keys', keys: Object.keys(definition.shape ?? {}), schema: inner };
  if (definition.type === 'record') return { is: 'ids', schema: inner };
  if (definition.type === 'array' || definition.type === 'tuple') return { is: 'list', schema: inner };
  if (definition.type === 'union') {
    const branch = branchFor(definition, value);
    if (branch !== undefined) return formOf(branch, value);
  }
  return { is: 'value', schema: inner };
}

function branchFor(definition: Definition, value: Written | undefined): z.ZodType | undefined {
  const options = definition.options ?? [];
  if (options.length === 1) return options[0];
  if (definition.discriminator !== undefined) {
    const said = value === undefined ? undefined : childOf(value, definition.discriminator)?.value;
    return options.find((option) => {
      const tag = definitionOf(option).shape?.[definition.discriminator as string];
      return tag !== undefined && said?.is === 'scalar' && (definitionOf(tag).values ?? []).includes(said.value);
    });
  }
  const wanted = value?.is === 'mapping' ? ['object', 'record'] : value?.is === 'list' ? ['array', 'tuple'] : [];
  return options.find((option) => wanted.includes(definitionOf(unwrapped(option)).type));
}

/** The schema of one key, id or item below a form; undefined where the format has none. */
export function schemaUnder(form: FormAt, key: string): z.ZodType | undefined {
  const definition = definitionOf(form.schema);
  if (form.is === 'keys') return Object.hasOwn(definition.shape ?? {}, key) ? definition.shape?.[key] : undefined;
  if (form.is === 'ids') return definition.valueType;
  if (form.is === 'list') return definition.element ?? definition.items?.[Number(key)];
  return undefined;
}

/** The schema of a field, following what is written to choose among branches; undefined where the format has none. */
export function fieldAt(
  schema: z.ZodType,
  value: Written | undefined,
  keys: readonly (string | number)[],
): z.ZodType | undefined {
  let field: z.ZodType | undefined = schema;
  let written = value;
  for (const key of keys) {
    if (field === undefined) return undefined;
    field = schemaUnder(formOf(field, written), String(key));
    written = written === undefined ? undefined : childOf(written, String(key))?.value;
  }
  return field;
}
