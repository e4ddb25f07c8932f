import type { Rule } from './rule.ts';
import { checkChoiceRules } from './rules/choice-rules.ts';
import { checkCredentials } from './rules/credentials.ts';
import { checkDistributedFields } from './rules/distributed-fields.ts';
import { checkErrorHandlers } from './rules/error-handlers.ts';
import { checkExpress } from './rules/express.ts';
import { checkHeartbeats } from './rules/heartbeats.ts';
import { checkIntegrationParameters } from './rules/integration-parameters.ts';
import { checkJsonPaths } from './rules/json-paths.ts';
import { checkJsonata } from './rules/jsonata.ts';
import { checkLabels } from './rules/labels.ts';
import { checkLookalikes } from './rules/lookalikes.ts';
import { checkNesting } from './rules/nesting.ts';
import { checkPayloadTemplates } from './rules/payload-templates.ts';
import { checkReachability } from './rules/reachability.ts';
import { checkResources } from './rules/resources.ts';
import { checkResultWriters } from './rules/result-writers.ts';
import { checkStateNames } from './rules/state-names.ts';
import { checkTransitions } from './rules/transitions.ts';
import { checkVariableNames } from './rules/variable-names.ts';
import { checkVariableScopes } from './rules/variable-scopes.ts';
import { checkWaitTimestamps } from './rules/wait-timestamps.ts';

/** Every rule by its name, in the order in which their findings are told. */
export const rules = {
  nesting: checkNesting,
  'state-names': checkStateNames,
  transitions: checkTransitions,
  reachability: checkReachability,
  resources: checkResources,
  express: checkExpress,
  credentials: checkCredentials,
  'integration-parameters': checkIntegrationParameters,
  'result-writers': checkResultWriters,
  heartbeats: checkHeartbeats,
  'wait-timestamps': checkWaitTimestamps,
  'error-handlers': checkErrorHandlers,
  labels: checkLabels,
  'json-paths': checkJsonPaths,
  'choice-rules': checkChoiceRules,
  'payload-templates': checkPayloadTemplates,
  jsonata: checkJsonata,
  'variable-names': checkVariableNames,
  'variable-scopes': checkVariableScopes,
  'distributed-fields': checkDistributedFields,
  lookalikes: checkLookalikes,
} as const satisfies Readonly<Record<string, Rule>>;
