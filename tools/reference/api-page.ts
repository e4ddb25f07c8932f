import { nodeApiHandlers } from '../../packages/edge-node/src/api/api-handlers.ts';
import { routedHandlers } from '../../packages/control-plane/src/routing/execution-handlers.ts';
import { hubReadHandlers } from '../../packages/control-plane/src/executions/hub-read-handlers.ts';
import type { ApiOperation } from '../../packages/gateway/src/api/api-types.ts';
import { OPERATIONS } from '../../packages/gateway/src/api/operations.ts';
import type { Shape, StructureShape } from '../../packages/gateway/src/api/shape/shape.ts';
import { REGISTRY_WRITES } from '../../packages/registry/src/operations.ts';
import { registryReadHandlers } from '../../packages/registry/src/read-handlers.ts';
import { code, page, table } from './markdown.ts';
import { fileOf, refusalsOf } from './refusals.ts';
import { docOf, propertiesOf } from './source-text.ts';

const tables = [
  'packages/registry/src/operations.ts',
  'packages/registry/src/read-handlers.ts',
  'packages/edge-node/src/api/api-handlers.ts',
];
/** Handlers are looked up here and never called: what they are made of does not matter. */
const nothing = {} as never;
const answeredInZones = new Set(Object.keys(nodeApiHandlers(nothing, nothing)));
const registryReads = new Set(Object.keys(registryReadHandlers(nothing, nothing)));
const routed = new Set(Object.keys(routedHandlers(nothing)));
const hubReads = new Set(Object.keys(hubReadHandlers(nothing, nothing, [])));

/** What the API takes and answers, and where. */
export function apiPage(): string {
  const operations = Object.keys(OPERATIONS) as ApiOperation[];
  const answered = operations.filter((operation) => answeredInZones.has(operation));
  return page('The API', [
    `The ${operations.length} operations of AWS Step Functions over AWS JSON 1.0. ${answered.length} of them are answered; any other is refused with \`UnknownOperationException\`.`,
    table(
      ['Operation', 'In a zone', 'At the control plane'],
      operations.map((operation) => [link(operation), inZone(operation), atHub(operation)]),
    ),
    'Refusals are at most those named: what the files that answer the operation can refuse it with. Any operation can besides be refused with `ValidationException` (its request does not fit), `SerializationException`, `AccessDeniedException`, `ThrottlingException`, `RequestEntityTooLargeException`, `ServiceUnavailable` and `InternalServerError`.',
    ...operations.flatMap((operation) => sectionOf(operation)),
  ]);
}

function link(operation: string): string {
  return `[${operation}](#${operation.toLowerCase()})`;
}

function inZone(operation: string): string {
  if (!answeredInZones.has(operation)) return 'no';
  if (Object.hasOwn(REGISTRY_WRITES, operation)) return 'forwarded to the control plane';
  return registryReads.has(operation) ? "from the zone's copy of the registry" : 'yes';
}

function atHub(operation: string): string {
  if (Object.hasOwn(REGISTRY_WRITES, operation)) return 'yes';
  if (routed.has(operation)) return 'forwarded to the zone';
  if (hubReads.has(operation)) return 'from what the zones have reported';
  return registryReads.has(operation) ? 'yes' : 'no';
}

function sectionOf(operation: ApiOperation): string[] {
  const path = `packages/gateway/src/api/operations/${kebab(operation)}.ts`;
  const request: StructureShape = OPERATIONS[operation].request;
  const answer = propertiesOf(path, `${operation}Response`);
  return [
    `## ${operation}`,
    docOf(path, `${operation}Request`),
    request.members.length === 0 ? 'Takes nothing.' : requestTable(request),
    answer.length === 0
      ? 'Answers nothing but that it is done.'
      : `Answers ${answer.map(({ name, optional }) => (optional ? `${code(name)} (optional)` : code(name))).join(', ')}.`,
    `Refusals: ${refusals(operation)}.`,
  ];
}

function requestTable({ members }: StructureShape): string {
  const rows = members.map(({ name, shape, required }) => [
    code(name),
    required ? 'yes' : '',
    shapeWords(shape),
  ]);
  return table(['Field', 'Required', 'Value'], rows);
}

function refusals(operation: ApiOperation): string {
  const handler = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
  const path = tables.map((each) => fileOf(each, handler)).find((each) => each !== undefined);
  if (path === undefined) return code('UnknownOperationException');
  const names = refusalsOf(path).map(code);
  return names.length === 0 ? 'none of its own' : names.join(', ');
}

function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return `a string${between(shape.lengthMin, shape.lengthMax, 'characters')}${shape.pattern === undefined ? '' : `, ${code(shape.pattern.source)}`}`;
    case 'choice':
      return `one of ${shape.values.map(code).join(', ')}`;
    case 'number':
      return `${shape.type}${between(shape.min, shape.max, '')}`;
    case 'flag':
      return '`true` or `false`';
    case 'list':
      return `a list${between(shape.lengthMin, shape.lengthMax, 'elements')} of: ${shapeWords(shape.element)}`;
    case 'structure':
      return `an object of ${shape.members.map(({ name, required }) => (required ? `${code(name)} (required)` : code(name))).join(', ')}`;
  }
}

function between(least: number | undefined, most: number | undefined, unit: string): string {
  const words = [
    ...(least === undefined ? [] : [`at least ${least.toLocaleString('en')}`]),
    ...(most === undefined ? [] : [`at most ${most.toLocaleString('en')}`]),
  ];
  return words.length === 0 ? '' : ` of ${words.join(' and ')}${unit === '' ? '' : ` ${unit}`}`;
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
