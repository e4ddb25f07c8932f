import type { StateType } from '@edgestep/shared';

import { branch, itemProcessor } from './block-shape.ts';
import { choiceRule } from './choice-rule-fields.ts';
import { errorHandling } from './error-handler-fields.ts';
import { atMostOneOf, exactlyOneOf } from './fields-rules.ts';
import { itemBatcher, itemReader, resultWriter } from './item-source-fields.ts';
import { jsonataOnly, jsonPathOnly, optional, required, type ObjectShape } from './shape.ts';
import {
  assigning,
  everyState,
  filtering,
  leading,
  leadsOn,
  passing,
  placing,
  selecting,
} from './state-fields.ts';
import { anyObject, anything, decimal, integer, list, orExpression, text } from './value-shapes.ts';

const seconds = orExpression(integer({ min: 1, max: 99_999_999 }));

/** The fields of each type of state, as AWS accepts them. */
export const stateShapes = {
  Task: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      ...leading,
      ...passing,
      ...placing,
      ...selecting,
      ...errorHandling,
      Resource: required(text),
      Credentials: optional(anyObject),
      TimeoutSeconds: optional(seconds),
      TimeoutSecondsPath: jsonPathOnly(text),
      HeartbeatSeconds: optional(seconds),
      HeartbeatSecondsPath: jsonPathOnly(text),
    },
    rules: [
      leadsOn,
      atMostOneOf('TimeoutSeconds', 'TimeoutSecondsPath'),
      atMostOneOf('HeartbeatSeconds', 'HeartbeatSecondsPath'),
    ],
  },
  Pass: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      ...leading,
      ...placing,
      Result: jsonPathOnly(anything),
      Parameters: jsonPathOnly(anything),
    },
    rules: [leadsOn],
  },
  Choice: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      Choices: required(list(choiceRule)),
      Default: optional(text),
    },
  },
  Wait: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      ...leading,
      Seconds: optional(orExpression(integer({ min: 0, max: 99_999_999 }))),
      SecondsPath: jsonPathOnly(text),
      Timestamp: optional(text),
      TimestampPath: jsonPathOnly(text),
    },
    rules: [leadsOn, exactlyOneOf('SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp')],
  },
  Succeed: { fields: { ...everyState, ...filtering } },
  Fail: {
    fields: {
      ...everyState,
      Error: optional(text),
      ErrorPath: jsonPathOnly(text),
      Cause: optional(text),
      CausePath: jsonPathOnly(text),
    },
    rules: [atMostOneOf('Error', 'ErrorPath'), atMostOneOf('Cause', 'CausePath')],
  },
  Parallel: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      ...leading,
      ...passing,
      ...placing,
      ...selecting,
      ...errorHandling,
      Branches: required(list(branch)),
    },
    rules: [leadsOn],
  },
  Map: {
    fields: {
      ...everyState,
      ...filtering,
      ...assigning,
      ...leading,
      ...placing,
      ...selecting,
      ...errorHandling,
      ItemProcessor: optional(itemProcessor),
      Iterator: optional(itemProcessor),
      Items: jsonataOnly(anything),
      ItemsPath: jsonPathOnly(text),
      ItemSelector: optional(anything),
      Parameters: jsonPathOnly(anything),
      MaxConcurrency: optional(orExpression(integer({ min: 0 }))),
      MaxConcurrencyPath: jsonPathOnly(text),
      ToleratedFailureCount: optional(orExpression(integer({ min: 0 }))),
      ToleratedFailureCountPath: jsonPathOnly(text),
      ToleratedFailurePercentage: optional(orExpression(decimal({ min: 0, max: 100 }))),
      ToleratedFailurePercentagePath: jsonPathOnly(text),
      Label: optional(text),
      ItemReader: optional(itemReader),
      ItemBatcher: optional(itemBatcher),
      ResultWriter: optional(resultWriter),
    },
    rules: [
      leadsOn,
      exactlyOneOf('ItemProcessor', 'Iterator'),
      atMostOneOf('ItemSelector', 'Parameters'),
      atMostOneOf('MaxConcurrency', 'MaxConcurrencyPath'),
      atMostOneOf('ToleratedFailureCount', 'ToleratedFailureCountPath'),
      atMostOneOf('ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'),
    ],
  },
} satisfies { readonly [type in StateType]: ObjectShape };
