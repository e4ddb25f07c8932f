import { describe, expect, it } from 'vitest';

import { distributedMap, jsonataMachineOf, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const Resource = 'arn:aws:states:::s3:putObject';

describe('a result writer', () => {
  it('says where it writes to', () => {
    const silent = distributedMap({ ResultWriter: { Resource } });
    expect(errorsOf(machineOf(silent))).toEqual([
      'SCHEMA_VALIDATION_FAILED: These fields are required: [Parameters] at /States/State/ResultWriter',
    ]);
    expect(errorsOf(jsonataMachineOf(silent))).toEqual([
      'SCHEMA_VALIDATION_FAILED: These fields are required: [Arguments] at /States/State/ResultWriter',
    ]);
  });

  it('may do so with an expression, and need not when it only formats', () => {
    const Parameters = { 'Bucket.$': '$.bucket' };
    expect(errorsOf(machineOf(distributedMap({ ResultWriter: { Resource, Parameters } })))).toEqual([]);
    const Arguments = '{% $states.input %}';
    expect(errorsOf(jsonataMachineOf(distributedMap({ ResultWriter: { Resource, Arguments } })))).toEqual([]);
    const WriterConfig = { Transformation: 'COMPACT', OutputType: 'JSON' };
    expect(errorsOf(machineOf(distributedMap({ ResultWriter: { WriterConfig } })))).toEqual([]);
  });
});
