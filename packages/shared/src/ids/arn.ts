/**
 * Amazon Resource Names as Step Functions writes them, with the zone in the place of the region:
 * `arn:aws:states:los-angeles:000000000000:stateMachine:orders`.
 */
export interface StatesArn {
  readonly region: string;
  readonly account: string;
  readonly resource: ArnResource;
}

export type ArnResource =
  | {
      readonly type: 'stateMachine';
      readonly name: string;
      readonly qualifier?: string;
      readonly label?: string;
    }
  | {
      readonly type: 'execution';
      readonly stateMachine: string;
      readonly name: string;
      readonly label?: string;
    }
  | {
      readonly type: 'express';
      readonly stateMachine: string;
      readonly name: string;
      readonly id: string;
    }
  | {
      readonly type: 'mapRun';
      readonly stateMachine: string;
      readonly label: string;
      readonly id: string;
    }
  | { readonly type: 'activity'; readonly name: string };

/** The account of a cluster that has no identity configured. */
export const LOCAL_ACCOUNT = '000000000000';

const PREFIX = /^arn:(aws[a-z-]*):states:([a-z0-9-]+):(\d{12}):(.+)$/s;

/** Parses an ARN of this service; `undefined` when the text is none. */
export function parseArn(text: string): StatesArn | undefined {
  const match = PREFIX.exec(text);
  if (match === null) return undefined;
  const resource = parseResource(match[4] ?? '');
  return resource === undefined ? undefined : { region: match[2] ?? '', account: match[3] ?? '', resource };
}

function parseResource(text: string): ArnResource | undefined {
  const [type, ...parts] = text.split(':');
  const [first, second, third] = parts;
  if (first === undefined || first === '' || parts.includes('')) return undefined;
  switch (type) {
    case 'stateMachine':
      return parts.length > 2 ? undefined : parseStateMachine(first, second);
    case 'execution':
      return parts.length === 2 ? parseExecution(first, second ?? '') : undefined;
    case 'express':
      return parts.length === 3
        ? { type: 'express', stateMachine: first, name: second ?? '', id: third ?? '' }
        : undefined;
    case 'mapRun':
      return parts.length === 2 ? parseMapRun(first, second ?? '') : undefined;
    case 'activity':
      return parts.length === 1 ? { type: 'activity', name: first } : undefined;
    default:
      return undefined;
  }
}

function parseStateMachine(nameAndLabel: string, qualifier: string | undefined): ArnResource {
  const [name = '', label] = splitLabel(nameAndLabel);
  return {
    type: 'stateMachine',
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(label === undefined ? {} : { label }),
  };
}

function parseExecution(machineAndLabel: string, name: string): ArnResource {
  const [stateMachine = '', label] = splitLabel(machineAndLabel);
  return { type: 'execution', stateMachine, name, ...(label === undefined ? {} : { label }) };
}

function parseMapRun(machineAndLabel: string, id: string): ArnResource | undefined {
  const [stateMachine = '', label] = splitLabel(machineAndLabel);
  return label === undefined ? undefined : { type: 'mapRun', stateMachine, label, id };
}

function splitLabel(text: string): string[] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
}

/** Writes an ARN. `parseArn(formatArn(arn))` equals `arn`. */
export function formatArn(arn: StatesArn): string {
  return `arn:aws:states:${arn.region}:${arn.account}:${formatResource(arn.resource)}`;
}

function formatResource(resource: ArnResource): string {
  switch (resource.type) {
    case 'stateMachine': {
      const machine = withLabel(resource.name, resource.label);
      return resource.qualifier === undefined
        ? `stateMachine:${machine}`
        : `stateMachine:${machine}:${resource.qualifier}`;
    }
    case 'execution':
      return `execution:${withLabel(resource.stateMachine, resource.label)}:${resource.name}`;
    case 'express':
      return `express:${resource.stateMachine}:${resource.name}:${resource.id}`;
    case 'mapRun':
      return `mapRun:${resource.stateMachine}/${resource.label}:${resource.id}`;
    case 'activity':
      return `activity:${resource.name}`;
  }
}

function withLabel(name: string, label: string | undefined): string {
  return label === undefined ? name : `${name}/${label}`;
}
