import type { Json, JsonObject } from '@edgestep/shared';

import type { DataDetails, FailureDetails, OutputDetails } from './history-event-details.ts';

export const WHOLE: DataDetails = { truncated: false };

/** What a history shows besides the events' bare facts. */
export interface HistoryOptions {
  /** Inputs, outputs, parameters and variables (GetExecutionHistory, `includeExecutionData`). */
  readonly includeExecutionData: boolean;
}

/** Gives payloads their texts. */
export interface PayloadTexts extends HistoryOptions {
  textOf(payload: Json): string;
}

export function inputDetails(
  input: Json,
  texts: PayloadTexts,
): { readonly input?: string; readonly inputDetails?: DataDetails } {
  return texts.includeExecutionData ? { input: texts.textOf(input), inputDetails: WHOLE } : {};
}

export function outputDetails(output: Json, texts: PayloadTexts): OutputDetails {
  return texts.includeExecutionData ? { output: texts.textOf(output), outputDetails: WHOLE } : {};
}

/** Each variable as a JSON text of its own, as the API has it. */
export function variableDetails(assigned: JsonObject): {
  readonly assignedVariables?: Readonly<Record<string, string>>;
  readonly assignedVariablesDetails?: DataDetails;
} {
  if (Object.keys(assigned).length === 0) return {};
  const texts = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: WHOLE };
}

export function failureDetails(failure: {
  readonly error?: string;
  readonly cause?: string;
}): FailureDetails {
  return {
    ...(failure.error === undefined ? {} : { error: failure.error }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
}
