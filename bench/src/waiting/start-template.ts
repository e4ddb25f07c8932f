import type { LogReader } from '@edgestep/engine';
import {
  partitionOf,
  PARTITIONS_DEFAULT,
  type EventOf,
  type Json,
  type StartExecution,
} from '@edgestep/shared';

/** How executions of a state machine are started, but for their names and inputs. */
export type StartTemplate = Omit<StartExecution, 'executionArn' | 'name' | 'input'>;

/** Reads in the zone's log how an execution, which the API has started, was started. */
export async function readStartTemplate(reader: LogReader, executionArn: string): Promise<StartTemplate> {
  for await (const { entries } of reader.read(partitionOf(executionArn, PARTITIONS_DEFAULT), 1)) {
    for (const { events } of entries) {
      const [first] = events;
      if (first?.kind === 'ExecutionStarted' && first.executionArn === executionArn) return templateOf(first);
    }
  }
  throw new Error(`the log holds no start of ${executionArn}`);
}

/** The command that starts one more execution. */
export function startCommand(template: StartTemplate, name: string, input: Json): StartExecution {
  const executionArn = `${template.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return { ...template, executionArn, name, input };
}

/** The text in an answer of the API. */
export function requireText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`an answer holds no text: ${JSON.stringify(value)}`);
}

function templateOf(event: EventOf<'ExecutionStarted'>): StartTemplate {
  const { stateMachineArn, revisionId, type, roleArn, startedBy } = event;
  return { kind: 'StartExecution', stateMachineArn, revisionId, type, roleArn, startedBy };
}
