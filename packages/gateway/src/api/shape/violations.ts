import { brokenConstraints, type Constraint, NOT_NULL, textConstraints } from './constraint.ts';
import type { Decoded } from './decode.ts';
import { isSensitive, printed } from './printed.ts';
import type { ListShape, Member, Shape, StructureShape } from './shape.ts';

/** The most violations that one answer names. */
const VIOLATIONS_MAX = 10;

/**
 * Everything in which a decoded structure breaks its shape, in AWS's words and in the order of the model,
 * for instance `Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: …`.
 */
export function violationsOf(shape: StructureShape, value: Decoded): readonly string[] {
  const found: string[] = [];
  collectStructure(shape, value, '', found);
  return found.slice(0, VIOLATIONS_MAX);
}

function collectStructure(shape: StructureShape, value: Decoded, prefix: string, found: string[]): void {
  for (const member of shape.members) collectMember(member, value[member.name], prefix, found);
}

function collectMember(member: Member, value: unknown, prefix: string, found: string[]): void {
  if (value !== undefined) collect(member.shape, value, prefix + member.name, found);
  else if (member.required) found.push(violation(member.shape, null, prefix + member.name, NOT_NULL));
}

function collect(shape: Shape, value: unknown, path: string, found: string[]): void {
  for (const constraint of brokenConstraints(shape, value)) {
    found.push(violation(shape, value, path, constraint));
  }
  if (shape.kind === 'structure') collectStructure(shape, value as Decoded, `${path}.`, found);
  if (shape.kind === 'list') collectList(shape, value as readonly unknown[], path, found);
}

function collectList(shape: ListShape, values: readonly unknown[], path: string, found: string[]): void {
  const element = shape.element;
  if (element.kind === 'text') {
    const broken = values.some((value) => value === null || brokenConstraints(element, value).length > 0);
    const constraints = textConstraints(element).join(', ');
    if (broken)
      found.push(violation(shape, values, path, `Member must satisfy constraint: [${constraints}]`));
    return;
  }
  for (const [index, value] of values.entries()) {
    if (found.length >= VIOLATIONS_MAX) return;
    const elementPath = `${path}.${index + 1}.member`;
    if (value === null) found.push(violation(element, null, elementPath, NOT_NULL));
    else collect(element, value, elementPath, found);
  }
}

function violation(shape: Shape, value: unknown, path: string, constraint: Constraint): string {
  return `Value ${quoted(shape, value)}at '${path}' failed to satisfy constraint: ${constraint}`;
}

function quoted(shape: Shape, value: unknown): string {
  if (isSensitive(shape)) return '';
  return value === null ? 'null ' : `'${printed(shape, value)}' `;
}
