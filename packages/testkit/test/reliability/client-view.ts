import type { DescribeExecutionOutput, ExecutionStatus } from '@edgestep/sdk';

import type { MachineName } from './machines.ts';

/** Something that may never be. */
export interface Violation {
  readonly rule: string;
  readonly what: string;
  readonly executionArn?: string;
}

/** How a call ended, for its caller: `unknown` when no answer came, so that it may have had its effect. */
export type CallOutcome = 'acknowledged' | 'refused' | 'unknown';

/** An execution as those saw it who started, watched and stopped it. Times are milliseconds of one monotonic clock. */
export interface ClientRecord {
  readonly executionArn: string;
  readonly machine: MachineName;
  readonly name: string;
  readonly input: string;
  readonly attempts: CallOutcome[];
  startDate?: number;
  /** When a start of it was first acknowledged. */
  acknowledgedAt?: number;
  /** When an answer first showed it. */
  foundAt?: number;
  stopAskedAt?: number;
  stopAcknowledgedAt?: number;
  end?: ExecutionEnd;
  /** The longest history that was seen, as types in order, and when it was answered first. */
  history?: readonly string[];
  historySeenAt?: number;
}

interface ExecutionEnd {
  readonly seenAt: number;
  readonly status: ExecutionStatus;
  readonly stopDate: number | undefined;
  readonly output: string | undefined;
}

/** What an answer, asked for at one time and given at another, may not contradict. */
interface Answer<T> {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly value: T;
}

/**
 * All that clients did and saw, judged as it comes in: an answer that was asked for after another one was given may not
 * show an earlier state of the execution (linearizability, as far as it shows from outside).
 */
export class ClientView {
  readonly records = new Map<string, ClientRecord>();
  readonly violations: Violation[] = [];

  /** Names the executions to be started. */
  add(record: Omit<ClientRecord, 'attempts'>): ClientRecord {
    const added: ClientRecord = { ...record, attempts: [] };
    this.records.set(added.executionArn, added);
    return added;
  }

  violation(rule: string, what: string, executionArn?: string): void {
    this.violations.push({ rule, what, ...(executionArn === undefined ? {} : { executionArn }) });
  }

  /** A start was answered with this date: every start of the same execution has to be. */
  started(record: ClientRecord, { answeredAt, value }: Answer<Date>): void {
    const startDate = value.getTime();
    if (record.startDate !== undefined && record.startDate !== startDate) {
      const what = `started at ${record.startDate} and, when it was started again, at ${startDate}`;
      this.violation('one start', what, record.executionArn);
    }
    record.startDate = startDate;
    record.acknowledgedAt ??= answeredAt;
    record.foundAt ??= answeredAt;
  }

  notFound(record: ClientRecord, askedAt: number): void {
    if (record.foundAt === undefined || askedAt <= record.foundAt) return;
    this.violation('found once, found always', 'the execution does not exist any more', record.executionArn);
  }

  described(record: ClientRecord, answer: Answer<DescribeExecutionOutput>): void {
    const { askedAt, answeredAt, value } = answer;
    record.foundAt ??= answeredAt;
    this.#checkStart(record, value);
    const isOpen = value.status === 'RUNNING';
    if (isOpen && record.stopAcknowledgedAt !== undefined && askedAt > record.stopAcknowledgedAt) {
      this.violation('stopped is stopped', 'it runs after a stop was acknowledged', record.executionArn);
    }
    const known = record.end;
    if (known !== undefined) this.#checkEnd(record, known, answer);
    else if (!isOpen) {
      const { status, output } = value;
      record.end = { seenAt: answeredAt, status, stopDate: value.stopDate?.getTime(), output };
    }
  }

  /** `types`: those of the history from its beginning. */
  historyRead(record: ClientRecord, { askedAt, answeredAt, value }: Answer<readonly string[]>): void {
    const known = record.history ?? [];
    if (value.length < known.length && askedAt > (record.historySeenAt ?? askedAt)) {
      const what = `its history had ${known.length} events and has ${value.length}`;
      this.violation('history only grows', what, record.executionArn);
    }
    const common = Math.min(known.length, value.length);
    for (let index = 0; index < common; index += 1) {
      if (known[index] === value[index]) continue;
      const what = `event ${index + 1} of its history was ${known[index]} and is ${value[index]}`;
      this.violation('history only grows', what, record.executionArn);
      break;
    }
    if (value.length <= known.length) return;
    record.history = value;
    record.historySeenAt = answeredAt;
  }

  #checkStart(record: ClientRecord, { startDate, input }: DescribeExecutionOutput): void {
    if (record.startDate !== undefined && record.startDate !== startDate.getTime()) {
      const what = `acknowledged with the start date ${record.startDate}, described with ${startDate.getTime()}`;
      this.violation('one start', what, record.executionArn);
    }
    if (input !== record.input) this.violation('one start', `its input is ${input}`, record.executionArn);
  }

  #checkEnd(record: ClientRecord, known: ExecutionEnd, answer: Answer<DescribeExecutionOutput>): void {
    const { status, output, stopDate } = answer.value;
    if (answer.askedAt <= known.seenAt && status === 'RUNNING') return;
    const isSame =
      status === known.status && output === known.output && stopDate?.getTime() === known.stopDate;
    if (isSame) return;
    const what = `seen as ${known.status} at ${known.stopDate}, later as ${status} at ${stopDate?.getTime()}`;
    this.violation('terminal is terminal', what, record.executionArn);
  }
}
