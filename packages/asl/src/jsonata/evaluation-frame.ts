import { jsonataStepsBetweenPauses, jsonataStepsMax, resultCharactersMax } from '../limits/query-limits.ts';
import type { EvaluationPort } from '../query/scope.ts';
import { JsonataLimitError, memoryExceeded, stepsExceeded } from './jsonata-limit-error.ts';
import type { WorkMeter } from './linear-regex.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { ValueScales } from './weigh-value.ts';

/**
 * The name under which the frame lies in the environment of an evaluation. No expression can write it, for the
 * name of a variable holds no space.
 */
export const frameName = ' frame';

/** What one evaluation has used up. All expressions of a template share it. */
export class EvaluationFrame implements WorkMeter {
  readonly port: EvaluationPort;
  readonly nowMs: number;
  readonly #scales = new ValueScales();
  #stepsLeft = jsonataStepsMax;
  #stepsToPause = jsonataStepsBetweenPauses;

  constructor(port: EvaluationPort, nowMs: number) {
    this.port = port;
    this.nowMs = nowMs;
  }

  get stepsLeft(): number {
    return this.#stepsLeft;
  }

  spend(steps: number): void {
    this.#stepsLeft -= steps;
    this.#stepsToPause -= steps;
    if (this.#stepsLeft < 0) throw new JsonataLimitError(stepsExceeded);
  }

  /** Called by jsonata after each part of an expression, with its result. Throws JsonataLimitError at a limit. */
  afterStep(node: SyntaxNode, result: unknown): Promise<void> | undefined {
    this.spend(costOf(result));
    if (builds(node)) this.#scales.weigh(result);
    if (this.#stepsToPause > 0) return undefined;
    this.#stepsToPause = jsonataStepsBetweenPauses;
    return this.port.pause?.();
  }

  /**
   * Called with what an expression comes to. A path alone builds nothing, but `**.**` finds parts within parts: few
   * values in memory, and as a text longer than any payload. Throws JsonataLimitError.
   */
  weighResult(result: unknown): void {
    this.#scales.weigh(result);
  }

  /** Ends what still runs side by side with a part that failed. */
  abandon(): void {
    this.#stepsLeft = -1;
  }
}

/** A part whose result is large costs its neighbours more: they go through it. */
function costOf(result: unknown): number {
  if (typeof result === 'string') {
    if (result.length > resultCharactersMax) throw new JsonataLimitError(memoryExceeded);
    return 1 + (result.length >> 10);
  }
  return Array.isArray(result) ? 1 + (result.length >> 6) : 1;
}

/** True for a part that can put values together; others hand on what is there. */
function builds(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'function':
    case 'apply':
      return true;
    case 'unary':
      return node.value !== '-';
    default:
      return 'group' in node;
  }
}
