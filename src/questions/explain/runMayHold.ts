import { z } from 'zod';
import { runResultSchema } from '../run/runSchema.ts';

type Node = Readonly<Record<string, unknown>>;

let form: Node | null = null;

/** Whether the form of a run's result can hold something at these steps, whatever its ids, years and places. */
export function runMayHold(steps: readonly string[]): boolean {
  form ??= z.toJSONSchema(runResultSchema, { io: 'input', unrepresentable: 'any' }) as Node;
  return leads(form, form, steps);
}

function leads(root: Node, node: Node, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  if (typeof node.$ref === 'string') return leads(root, referred(root, node.$ref), steps);
  const options = (node.anyOf ?? node.oneOf ?? node.allOf) as readonly Node[] | undefined;
  if (options !== undefined) return options.some((option) => leads(root, option, steps));
  const properties = node.properties as Readonly<Record<string, Node>> | undefined;
  if (properties !== undefined && Object.hasOwn(properties, step)) return leads(root, properties[step]!, rest);
  const places = node.prefixItems as readonly Node[] | undefined;
  if (places !== undefined) return places[Number(step)] !== undefined && leads(root, places[Number(step)]!, rest);
  for (const inner of [node.additionalProperties, node.items]) {
    if (typeof inner === 'object' && inner !== null) return leads(root, inner as Node, rest);
  }
  return node.type === undefined && properties === undefined;
}

function referred(root: Node, reference: string): Node {
  let node: unknown = root;
  for (const step of reference.replace(/^#\/?/, '').split('/')) {
    if (step !== '') node = (node as Record<string, unknown>)[step];
  }
  return node as Node;
}
