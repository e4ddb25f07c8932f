import { parseDefinition, printDefinition, validateDefinition, type Diagnostic } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { testMachine, outcome, type MockOutcome } from '../../../src/index.ts';
import { definitionText } from '../arbitraries/definition-text.ts';
import { hostileJson } from '../arbitraries/hostile-json.ts';
import { json } from '../arbitraries/json.ts';
import type { FuzzTarget } from '../fuzz-target.ts';

interface Input {
  readonly definition: string;
  readonly input: Json;
  readonly answers: readonly MockOutcome[];
  readonly seed: number;
}

const answer: fc.Arbitrary<MockOutcome> = fc.oneof(
  json.map((value) => ({ return: value })),
  fc
    .constantFrom('E', 'F', 'States.TaskFailed', 'States.Timeout', 'States.Runtime', '')
    .map((error) => ({ throw: { error, cause: 'because' } })),
  fc.tuple(json, fc.constantFrom(1, 90)).map(([value, afterSeconds]) => ({ return: value, afterSeconds })),
  fc.constant<MockOutcome>({ never: true }),
);

/** No wait, time-out or back-off of a definition reaches so far. */
const UNTIL_SECONDS = 1e12;

export const definitions: FuzzTarget<Input> = {
  name: 'definitions',
  property:
    'a definition is refused with diagnostics that say code, message and place, or it prints to what it was and runs to its end',
  input: fc.record({
    definition: definitionText,
    input: hostileJson,
    answers: fc.array(answer, { minLength: 1, maxLength: 4 }),
    seed: fc.nat(),
  }),
  // What goes round in circles does so for the 25,000 events of a history; each may evaluate expressions.
  cpuMsMax: 60_000,
  async check({ definition, input, answers, seed }) {
    const diagnostics = findings(definition);
    if (diagnostics.some(({ severity }) => severity === 'ERROR')) {
      requireComplete(diagnostics);
      return 'refused';
    }
    const test = testMachine(definition);
    let calls = 0;
    const next = () => outcome(answers[calls++ % answers.length] ?? { never: true });
    const mocks = Object.fromEntries(test.tasks.map((name) => [name, next]));
    const { status, waitingFor } = await test.run(input, { mocks, seed, untilSeconds: UNTIL_SECONDS });
    if (status === 'RUNNING') throw new Error(`The execution does not end: ${waitingFor.join('; ')}`);
    return status.toLowerCase();
  },
};

/** What is said of the text; what is parsed has to survive being printed. */
function findings(text: string): readonly Diagnostic[] {
  const parsed = parseDefinition(text);
  if (parsed.kind === 'refused') return parsed.diagnostics;
  const printed = printDefinition(parsed.definition);
  const again = parseDefinition(printed);
  if (again.kind !== 'parsed' || printDefinition(again.definition) !== printed) {
    throw new Error(`What is printed reads differently: ${printed}`);
  }
  return validateDefinition(parsed.definition, { type: 'STANDARD' });
}

function requireComplete(diagnostics: readonly Diagnostic[]): void {
  for (const each of diagnostics) {
    if (each.code === undefined || each.message === '' || !(each.line >= 1 && each.column >= 1)) {
      throw new Error(`A diagnostic that does not say enough: ${JSON.stringify(each)}`);
    }
  }
}
