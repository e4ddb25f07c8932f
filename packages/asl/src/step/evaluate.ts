import type { FrameId, Json } from '@edgestep/shared';

import type { Scope } from '../query/scope.ts';
import type { Template } from '../query/template.ts';
import { failByThrow } from './fail-by-throw.ts';
import { guarded, type ThrowHandler } from './guarded.ts';
import { isStateError } from './state-failure.ts';
import type { Suspension, Turn } from './turn.ts';

type Next<T> = (value: T) => Suspension | undefined;

/** Evaluates a template and goes on: at once on JSONPath and for constants, by a suspension on JSONata. */
export function evaluate(
  turn: Turn,
  frame: FrameId,
  template: Template,
  scope: Scope,
  next: Next<Json>,
): Suspension | undefined {
  if (template.kind === 'sync') return next(template.evaluate(scope));
  return suspended(turn, frame, () => template.evaluate(scope), next, failByThrow);
}

/**
 * Evaluates several fields of one phase side by side, all from the same scope. The values stand in the order of
 * the templates, undefined where there is none. `failed`: what becomes of a failure, if not the state's.
 */
export function evaluateAll(
  turn: Turn,
  frame: FrameId,
  templates: readonly (Template | undefined)[],
  scope: Scope,
  next: Next<readonly (Json | undefined)[]>,
  failed: ThrowHandler = failByThrow,
): Suspension | undefined {
  if (templates.every((template) => template?.kind !== 'async')) {
    return next(
      templates.map((template) => (template?.kind === 'sync' ? template.evaluate(scope) : undefined)),
    );
  }
  const values: (Json | undefined)[] = [];
  const all = async (): Promise<Json> => {
    for (const template of templates) values.push(await template?.evaluate(scope));
    return null;
  };
  return suspended(turn, frame, all, () => next(values), failed);
}

function suspended(
  turn: Turn,
  frame: FrameId,
  work: () => Promise<Json>,
  next: Next<Json>,
  failed: ThrowHandler,
): Suspension {
  return {
    evaluate: work,
    resume: (value) => guarded(turn, frame, () => next(value), failed),
    fail: (failure) => {
      if (isStateError(failure)) return failed(turn, frame, failure);
      throw failure;
    },
  };
}
