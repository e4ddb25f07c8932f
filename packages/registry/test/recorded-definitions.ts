import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ExecutionType } from '@edgestep/shared';

/** The cases that packages/conformance holds, with where they are from. */
const CASES = join(import.meta.dirname, '..', '..', 'conformance', 'data', 'cases-public');

/** A definition that was handed to AWS, and what became of it. */
export interface RecordedDefinition {
  readonly id: string;
  readonly type: ExecutionType;
  readonly text: string;
  /** The message that AWS refused it with; undefined when it made the state machine. */
  readonly refusal: string | undefined;
}

interface Call {
  readonly definition?: unknown;
  readonly definitionText?: string;
  readonly type?: ExecutionType;
}

interface RecordedError {
  readonly code: string;
  readonly message?: string;
}

interface Step {
  readonly op: string;
  readonly params?: Call;
  readonly expectError?: RecordedError;
}

interface Case extends Call {
  readonly id: string;
  readonly kind: string;
  readonly steps?: readonly Step[];
  readonly setup?: readonly Step[];
  readonly expected?: { readonly error?: RecordedError };
}

/** All definitions that the cases make state machines of, in full text; only what AWS said itself counts. */
export async function recordedDefinitions(): Promise<readonly RecordedDefinition[]> {
  const files = (await readdir(CASES)).filter((name) => name.endsWith('.json'));
  const cases = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(CASES, name), 'utf8')) as Case[]),
  );
  return cases.flat().flatMap(definitionsOf);
}

function definitionsOf(recorded: Case): readonly RecordedDefinition[] {
  const steps = [...(recorded.setup ?? []), ...(recorded.steps ?? [])]
    .filter(({ op }) => op === 'CreateStateMachine' || op === 'UpdateStateMachine')
    .map(({ params, expectError }) => definitionOf(recorded, params ?? {}, expectError));
  const isMade = recorded.kind === 'execution' || recorded.kind === 'create_error';
  const own = isMade ? definitionOf(recorded, recorded, recorded.expected?.error) : undefined;
  return [own, ...steps].filter((each) => each !== undefined);
}

function definitionOf(
  { id, type = 'STANDARD' }: Case,
  call: Call,
  error: RecordedError | undefined,
): RecordedDefinition | undefined {
  if (call.definition === undefined) return undefined;
  // Other refusals are of the request, not of the definition; the emulator's own have no message.
  const isRefused = error?.code === 'InvalidDefinition';
  if (isRefused && error.message === undefined) return undefined;
  const { definition } = call;
  const text =
    call.definitionText ?? (typeof definition === 'string' ? definition : JSON.stringify(definition));
  return {
    id,
    type: call.type ?? type,
    text: text.replaceAll(
      /@\{[^}]*[aA]ctivityArn\}/g,
      'arn:aws:states:dallas:000000000000:activity:recorded',
    ),
    refusal: isRefused ? error.message : undefined,
  };
}
