import type { EpochMs, EventOf, FrameId, Json, JsonObject } from '@edgestep/shared';

import type { CompiledMachine } from '../compile/compiled-machine.ts';
import type { CompiledState } from '../compile/compiled-state.ts';
import type { ExecutionView } from '../execution/execution-view.ts';
import type { FrameView } from '../execution/frame-view.ts';
import type { EvaluationPort } from '../query/scope.ts';
import type { FlowInspector, FlowStage } from '../step/flow-inspector.ts';
import type { StateFailure } from '../step/state-failure.ts';
import type { NewEvent, Turn } from '../step/turn.ts';
import type { TestSituation } from './state-test.ts';
import type { TestedState } from './tested-state.ts';

/** The root, which is in the tested state from the beginning to the end. */
export const TESTED_FRAME: FrameId = 0;

/** The execution that the tested state believes to be in. No event of it is ever told to anybody. */
const EXECUTION_ARN = 'arn:aws:states:test:000000000000:execution:TestState:TestState';

/** How the events of a test are kept: by kind, the newest of each. */
type NewestEvents = { readonly [K in NewEvent['kind']]?: NewestEvent<K> };
type NewestEvent<K extends NewEvent['kind']> = Omit<EventOf<K>, 'at' | 'id' | 'prev'>;

/**
 * A turn in which nothing but one state is run, by the same steps as in an execution. Its events change nothing: what
 * they say is kept, and whoever drives the test reads it.
 */
export class TestTurn implements Turn {
  readonly machine: CompiledMachine;
  readonly execution: ExecutionView;
  readonly now: EpochMs;
  readonly port: EvaluationPort;
  readonly hasRoom = true;
  readonly inspector: FlowInspector;
  readonly context: JsonObject;
  readonly stages: { [S in FlowStage]?: Json } = {};
  failure: StateFailure | undefined;
  #events: NewestEvents = {};
  readonly #token: string;

  constructor({ machine, state }: TestedState, situation: TestSituation) {
    this.machine = machine;
    this.now = situation.now;
    this.port = situation.port;
    this.context = situation.context;
    this.#token = situation.taskToken;
    this.execution = executionIn(rootIn(state, situation), situation);
    this.inspector = {
      stage: (stage, value) => void (this.stages[stage] = value),
      failed: (failure) => void (this.failure = failure),
    };
  }

  get events(): NewestEvents {
    return this.#events;
  }

  get frame(): FrameView {
    return this.execution.frames.get(TESTED_FRAME) as FrameView;
  }

  taskToken(): string {
    return this.#token;
  }

  emit(event: NewEvent): number {
    this.#events = { ...this.#events, [event.kind]: event };
    return 0;
  }

  enter({ id }: FrameView, { name, type }: CompiledState, input: Json): void {
    this.emit({ kind: 'StateEntered', frame: id, state: name, stateType: type, input });
  }

  leave({ id }: FrameView, { name, type }: CompiledState, output: Json, next: string | undefined): void {
    const exited = { kind: 'StateExited', frame: id, state: name, stateType: type, output } as const;
    this.emit(next === undefined ? exited : { ...exited, next });
  }
}

function executionIn(frame: FrameView, { input, now }: TestSituation): ExecutionView {
  return {
    executionArn: EXECUTION_ARN,
    name: 'TestState',
    stateMachineArn: '',
    stateMachineName: 'TestState',
    revisionId: '',
    type: 'EXPRESS',
    roleArn: '',
    input,
    startedAt: now,
    parent: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
    status: { kind: 'RUNNING' },
    frames: new Map([[frame.id, frame]]),
    ready: [],
    opening: [],
    lastEventId: 0,
    nextFrame: 1,
  };
}

function rootIn(state: TestedState['state'], situation: TestSituation): FrameView {
  const { input, now, variables, retrierRetryCount } = situation;
  const retriers = 'retriers' in state ? state.retriers : [];
  return {
    id: TESTED_FRAME,
    parent: undefined,
    index: 0,
    block: 0,
    variables,
    mapItem: undefined,
    lastEventId: 0,
    position: {
      kind: 'inside',
      entry: {
        kind: 'StateEntered',
        frame: TESTED_FRAME,
        state: state.name,
        stateType: state.type,
        input,
        at: now,
        // None: the causes of its errors name no event.
        id: 0,
        prev: 0,
      },
      // The error takes one retrier only, and the count is that one's.
      retrierCounts: retriers.map(() => retrierRetryCount),
      retryCount: retrierRetryCount,
      activity: { kind: 'deciding' },
    },
  };
}
