import { ApiError, isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

/** The settings of a state machine as they are stored: with the service's defaults filled in. */
export interface Configurations {
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration: JsonObject;
}

/** What a request gave of them; absent members keep `fallback`'s. */
export interface RequestedConfigurations {
  readonly loggingConfiguration?: object | undefined;
  readonly tracingConfiguration?: object | undefined;
  readonly encryptionConfiguration?: object | undefined;
}

export const CONFIGURATIONS_DEFAULT: Configurations = {
  loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** Settings of a request over those that were there. Throws the service's Invalid…Configuration errors. */
export function resolveConfigurations(
  requested: RequestedConfigurations,
  fallback: Configurations,
): Configurations {
  return {
    loggingConfiguration:
      requested.loggingConfiguration === undefined
        ? fallback.loggingConfiguration
        : resolveLogging(requested.loggingConfiguration as JsonObject),
    tracingConfiguration:
      requested.tracingConfiguration === undefined
        ? fallback.tracingConfiguration
        : { enabled: (requested.tracingConfiguration as JsonObject).enabled === true },
    encryptionConfiguration:
      requested.encryptionConfiguration === undefined
        ? fallback.encryptionConfiguration
        : requireEncryption(requested.encryptionConfiguration as JsonObject),
  };
}

/** A key of one's own has to be named; the service's own key has no settings. Throws InvalidEncryptionConfiguration. */
export function requireEncryption(requested: JsonObject): JsonObject {
  if (requested.type === 'CUSTOMER_MANAGED_KMS_KEY') {
    if (requested.kmsKeyId === undefined) throw invalidEncryption('Must set a valid kmsKeyId.');
    return requested;
  }
  for (const name of ['kmsKeyId', 'kmsDataKeyReusePeriodSeconds']) {
    if (requested[name] === undefined) continue;
    throw invalidEncryption(`Custom ${name} is not allowed when selecting AWS_OWNED_KEY.`);
  }
  return requested;
}

function invalidEncryption(reason: string): ApiError {
  return new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${reason}`);
}

function resolveLogging(requested: JsonObject): JsonObject {
  const level = requested.level ?? 'OFF';
  const destinations = requested.destinations;
  const given = isJsonArray(destinations) ? destinations : [];
  if (given.length > 1 || (level !== 'OFF' && given.length !== 1)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  if (level !== 'OFF') given.forEach(requireLogGroup);
  return {
    ...(destinations === undefined ? {} : { destinations }),
    includeExecutionData: requested.includeExecutionData === true,
    level,
  };
}

/** Where logs go to is a log group's ARN with `:*` at its end (API reference, CloudWatchLogsLogGroup). */
function requireLogGroup(destination: Json): void {
  const group = isJsonObject(destination) ? destination.cloudWatchLogsLogGroup : undefined;
  const arn = isJsonObject(group) ? group.logGroupArn : undefined;
  if (typeof arn !== 'string') throw invalidLogging('Must set valid CloudWatch Log Group ARN.');
  if (!/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/.test(arn)) {
    throw invalidLogging('Provided ARN is not CloudWatch Logs Log Group ARN.');
  }
  if (!arn.endsWith(':*')) throw invalidLogging("Log Group ARN must be provided with '*' qualifier.");
}

function invalidLogging(reason: string): ApiError {
  return new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${reason}`);
}

/** Whether two settings are the same; the order of members does not matter. */
export function sameConfiguration(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: Json | undefined): Json | undefined {
  if (isJsonArray(value)) return value.map((item) => sorted(item) ?? null);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member) ?? null]));
}
