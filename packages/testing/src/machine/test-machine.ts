import { executionDetails, projectHistory } from '@edgestep/engine';
import { plainJson, type ExecutionType, type Json } from '@edgestep/shared';

import { coverageOf, type Coverage, type CoverageItem } from '../coverage/coverage.ts';
import { coveragePlan } from '../coverage/coverage-plan.ts';
import { enteredStates } from '../coverage/entered-states.ts';
import { probeMachine } from '../coverage/probe-machine.ts';
import type { MockSet } from '../mocks/mock.ts';
import { MockTable } from '../mocks/mock-table.ts';
import { MemoryRun } from '../run/memory-run.ts';
import { seededChance } from '../run/seeded-chance.ts';
import { TestingError } from '../testing-error.ts';
import { requireKnownStates, taskNames } from './known-states.ts';
import { readDefinition } from './read-definition.ts';
import type { RunOptions, TestMachineOptions } from './run-options.ts';
import { startCommand } from './start-command.ts';
import { waitsOf, type TestRun } from './test-run.ts';

/** A state machine under test. Its runs are independent of one another; what they reach adds up. */
export interface TestMachine {
  readonly name: string;
  /** The names of its Task states: what there is to mock. */
  readonly tasks: readonly string[];
  /**
   * Runs an execution from its start to its end, in virtual time. Throws TestingError for what is wrong with the
   * test (a task without a mock, …); what the execution comes to, a failure included, is in the answer.
   */
  run(input?: unknown, options?: RunOptions): Promise<TestRun>;
  /** What all runs together have reached. */
  coverage(): Coverage;
}

/** When virtual clocks begin. */
const START_AT = Date.UTC(2026, 0, 1);
/** Just short of the year after which the service ends any execution: what would wait for ever is told as such. */
const UNTIL_SECONDS = 31_535_999;

/**
 * Makes a state machine testable: the engine that runs it in production, mocked tasks, a virtual clock. A Wait of
 * seven days takes no time. `definition` is the Amazon States Language as text (then reports have lines) or as an
 * object. Throws TestingError `definition-invalid`.
 *
 * @example
 * ```ts
 * const machine = testMachine(await readFile('orders.asl.json', 'utf8'), { name: 'orders' });
 * const run = await machine.run({ id: 7 }, { mocks: { Charge: [{ throw: { error: 'Card.Busy' } }, { return: 'ok' }] } });
 * expect(run).toMatchObject({ status: 'SUCCEEDED', path: ['Charge', 'Done'] });
 * ```
 */
export function testMachine(definition: string | object, options: TestMachineOptions = {}): TestMachine {
  return new MachineUnderTest(definition, options);
}

class MachineUnderTest implements TestMachine {
  readonly name: string;
  readonly tasks: readonly string[];
  readonly #type: ExecutionType;
  readonly #mocks: MockSet;
  readonly #read: ReturnType<typeof readDefinition>;
  readonly #plan: readonly CoverageItem[];
  readonly #hits = new Map<string, number>();

  constructor(definition: string | object, options: TestMachineOptions) {
    const { name = 'machine', type = 'STANDARD', ...mocks } = options;
    this.name = name;
    this.#type = type;
    this.#mocks = mocks;
    const read = readDefinition(definition, name, type);
    this.#read = {
      ...read,
      machine: probeMachine(read.machine, read.definition, (at) => this.#reach(at)),
    };
    this.#plan = coveragePlan(read.definition, read.hasLines);
    this.tasks = taskNames(read.definition);
  }

  async run(input: unknown = {}, options: RunOptions = {}): Promise<TestRun> {
    const { name = 'test', seed = 1, startAt, untilSeconds = UNTIL_SECONDS } = options;
    const beginning = startAt?.getTime() ?? START_AT;
    const run = new MemoryRun({
      machine: this.#read.machine,
      start: startCommand(this.name, name, this.#type, jsonOf(input)),
      mocks: this.#table(options),
      items: { ...this.#mocks.items, ...options.items },
      port: seededChance(seed),
      startAt: beginning,
      until: beginning + untilSeconds * 1_000,
    });
    try {
      await run.finish();
    } finally {
      this.#note(run);
    }
    return resultOf(run, beginning);
  }

  coverage(): Coverage {
    const items = this.#plan.map((item) => ({ ...item, hits: this.#hits.get(item.location) ?? 0 }));
    return coverageOf(this.name, items);
  }

  #table(options: RunOptions): MockTable {
    const mocks = { ...this.#mocks.mocks, ...options.mocks };
    requireKnownStates(this.#read.definition, mocks);
    return new MockTable({
      mocks,
      functions: { ...this.#mocks.functions, ...options.functions },
      resources: { ...this.#mocks.resources, ...options.resources },
    });
  }

  #note(run: MemoryRun): void {
    const { machine, locations } = this.#read;
    for (const { events } of run.executions) {
      for (const { block, state } of enteredStates(events, machine)) {
        const location = locations[block]?.get(state);
        if (location !== undefined) this.#reach(location);
      }
    }
  }

  #reach(location: string): void {
    this.#hits.set(location, (this.#hits.get(location) ?? 0) + 1);
  }
}

function resultOf(run: MemoryRun, beginning: number): TestRun {
  const { root, timeline, now } = run;
  const { state, events } = root;
  const details = executionDetails(events);
  if (state === undefined || details === undefined) {
    throw new TestingError('engine-fault', 'The execution did not start.');
  }
  return {
    status: state.status.kind,
    ...(details.output === undefined ? {} : { output: plainJson(details.output) }),
    ...(details.error === undefined ? {} : { error: details.error }),
    ...(details.cause === undefined ? {} : { cause: details.cause }),
    path: timeline.flatMap((event) => (event.kind === 'StateEntered' ? [event.state] : [])),
    history: projectHistory(events),
    virtualDurationMs: now - beginning,
    waitingFor: run.executions.flatMap((each) => (each.state === undefined ? [] : waitsOf(each.state))),
  };
}

/** The input as it would arrive: through JSON. */
function jsonOf(input: unknown): Json {
  const text: unknown = JSON.stringify(input);
  if (typeof text === 'string') return JSON.parse(text) as Json;
  throw new TestingError('mock-invalid', 'The input is no JSON.');
}
