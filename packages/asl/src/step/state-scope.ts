import type { Json, JsonObject } from '@edgestep/shared';

import type { FrameView, MapItem } from '../execution/frame-view.ts';
import type { EvaluationPort, Scope, VariableReader } from '../query/scope.ts';
import { contextObject } from './context-object.ts';
import type { Turn } from './turn.ts';

/** What a scope may hold besides the input. */
export interface ScopeExtras {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** What the context shows as the item: of an iteration that is about to begin. */
  readonly mapItem?: MapItem;
  readonly taskToken?: () => string;
}

const NO_EXTRAS: ScopeExtras = {};

/** All that the queries of one state see, made as they ask for it. */
export class StateScope implements Scope, VariableReader {
  readonly input: Json;
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly port: EvaluationPort;
  readonly nowMs: number;
  readonly #turn: Turn;
  readonly #frame: FrameView;
  readonly #extras: ScopeExtras;
  #context: JsonObject | undefined;

  constructor(turn: Turn, frame: FrameView, input: Json, extras: ScopeExtras = NO_EXTRAS) {
    this.input = input;
    if (extras.result !== undefined) this.result = extras.result;
    if (extras.errorOutput !== undefined) this.errorOutput = extras.errorOutput;
    this.port = turn.port;
    this.nowMs = turn.now;
    this.#turn = turn;
    this.#frame = frame;
    this.#extras = extras;
  }

  get variables(): VariableReader {
    return this;
  }

  /** A variable of the frame's own scope, or of the nearest one around it. */
  lookup(name: string): Json | undefined {
    let frame: FrameView | undefined = this.#frame;
    while (frame !== undefined) {
      if (Object.hasOwn(frame.variables, name)) return frame.variables[name];
      frame = frame.parent === undefined ? undefined : this.#turn.execution.frames.get(frame.parent);
    }
    return undefined;
  }

  get context(): JsonObject {
    this.#context ??= contextObject(this.#turn, this.#frame, this.#extras);
    return this.#context;
  }
}
