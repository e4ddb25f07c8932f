import { doubleOf, type Json } from '@edgestep/shared';

import type { CompiledWait } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import type { CompiledPath } from '../jsonpath/compiled-path.ts';
import { QueryFailure } from '../query/query-failure.ts';
import { epochMsOf, parseTimestamp } from '../timestamp/parse-timestamp.ts';
import { effectiveInput, readPath } from './effective-input.ts';
import { evaluate } from './evaluate.ts';
import { entryOf } from './frame-access.ts';
import { leaveState } from './leave-state.ts';
import { StateError } from './state-failure.ts';
import { StateScope } from './state-scope.ts';
import type { Suspension, Turn } from './turn.ts';

/** The longest delay, in seconds: what a signed 32-bit number holds (recorded behaviour: 24,855 days pass, 24,856 don't). */
const WAIT_SECONDS_MAX = 2_147_483_647;

/** The most that Seconds may be, written or evaluated (States Language: Wait). */
const SECONDS_MAX = 99_999_999;

/** Wait: until a time, or for some seconds. What has come already is not waited for. */
export function enterWait(turn: Turn, frame: FrameView, state: CompiledWait): Suspension | undefined {
  const { until, flow } = state;
  const { input } = entryOf(frame);
  if ('template' in until) {
    const scope = new StateScope(turn, frame, input);
    return evaluate(turn, frame.id, until.template, scope, (value) =>
      wait(turn, frame, state, evaluatedTime(turn, until.kind, value)),
    );
  }
  if (until.kind === 'seconds') return wait(turn, frame, state, turn.now + until.seconds * 1_000);
  if (until.kind === 'timestamp') return wait(turn, frame, state, writtenTime(until.timestamp));
  const effective = flow.language === 'JSONPath' ? effectiveInput(turn, frame, flow, input) : input;
  const value = readPath(turn, frame, until.path, effective);
  const dueAt =
    until.kind === 'seconds-path'
      ? turn.now + referencedSeconds(value, until.path) * 1_000
      : referencedTime(value, until.path);
  return wait(turn, frame, state, dueAt);
}

function wait(turn: Turn, frame: FrameView, state: CompiledWait, dueAt: number): Suspension | undefined {
  if (dueAt - turn.now > WAIT_SECONDS_MAX * 1_000) {
    throw new StateError('States.Runtime', 'Wait state delay is too long.');
  }
  if (dueAt <= turn.now) return leaveState(turn, frame, state, undefined);
  turn.emit({ kind: 'WaitStarted', frame: frame.id, dueAt });
  return undefined;
}

function evaluatedTime(turn: Turn, kind: 'seconds-expression' | 'timestamp-expression', value: Json): number {
  if (kind === 'seconds-expression') {
    const seconds = doubleOf(value);
    if (isSeconds(seconds)) return turn.now + seconds * 1_000;
    throw new QueryFailure(
      'States.QueryEvaluationError',
      `The Seconds field must be an integer from 0 to ${SECONDS_MAX}: ${JSON.stringify(value)}`,
      'Seconds',
    );
  }
  return writtenTime(typeof value === 'string' ? value : JSON.stringify(value));
}

function isSeconds(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= SECONDS_MAX;
}

function writtenTime(text: string): number {
  const timestamp = parseTimestamp(text);
  if (timestamp !== undefined) return epochMsOf(timestamp);
  throw new QueryFailure(
    'States.QueryEvaluationError',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    'Timestamp',
  );
}

function referencedSeconds(value: Json | undefined, path: CompiledPath): number {
  if (value === undefined || value === null) {
    throw new StateError(
      'States.Runtime',
      `The SecondsPath parameter does not reference an input value: ${path.text}`,
    );
  }
  const shown = `${path.text} == ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  const seconds = doubleOf(value);
  if (seconds === undefined || !Number.isInteger(seconds)) {
    throw new StateError(
      'States.Runtime',
      `The SecondsPath parameter cannot be parsed as a long value: ${shown}`,
    );
  }
  if (seconds < 0) {
    throw new StateError('States.Runtime', `The SecondsPath parameter references a negative value: ${shown}`);
  }
  return seconds;
}

function referencedTime(value: Json | undefined, path: CompiledPath): number {
  if (value === undefined || value === null) {
    throw new StateError(
      'States.Runtime',
      `The TimestampPath parameter does not reference an input value: ${path.text}`,
    );
  }
  const timestamp = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (timestamp !== undefined) return epochMsOf(timestamp);
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw new StateError(
    'States.Runtime',
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path.text} == ${shown}`,
  );
}
