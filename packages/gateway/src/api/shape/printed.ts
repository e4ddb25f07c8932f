import type { Shape, StructureShape } from './shape.ts';

/** True for a shape whose values must not appear in an error text. */
export function isSensitive(shape: Shape): boolean {
  return shape.kind === 'text' && shape.sensitive === true;
}

/** A value as AWS prints it: strings bare, lists in brackets, structures as `Name(member=value, …)`. */
export function printed(shape: Shape, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (isSensitive(shape)) return '***Sensitive Data Redacted***';
  switch (shape.kind) {
    case 'list':
      return `[${(value as readonly unknown[]).map((element) => printed(shape.element, element)).join(', ')}]`;
    case 'structure':
      return printedStructure(shape, value as Readonly<Record<string, unknown>>);
    case 'text':
    case 'choice':
    case 'number':
    case 'flag':
      return `${value as string | number | boolean}`;
  }
}

function printedStructure(shape: StructureShape, value: Readonly<Record<string, unknown>>): string {
  const members = shape.members.map(
    (member) => `${member.name}=${printed(member.shape, value[member.name])}`,
  );
  return `${shape.name}(${members.join(', ')})`;
}
