import { describe, expect, it } from 'vitest';

import { jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

describe('a heartbeat', () => {
  it('is due before the time-out', () => {
    expect(errorsOf(machineOf(task({ HeartbeatSeconds: 9, TimeoutSeconds: 10 })))).toEqual([]);
    expect(errorsOf(machineOf(task({ HeartbeatSeconds: 10, TimeoutSeconds: 10 })))).toEqual([
      'SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be smaller than TimeoutSeconds at /States/State/HeartbeatSeconds',
    ]);
  });

  it('is not compared with what is not known yet', () => {
    expect(errorsOf(machineOf(task({ HeartbeatSeconds: 10 })))).toEqual([]);
    expect(errorsOf(machineOf(task({ HeartbeatSeconds: 10, TimeoutSecondsPath: '$.t' })))).toEqual([]);
    expect(errorsOf(jsonataMachineOf(task({ HeartbeatSeconds: 10, TimeoutSeconds: '{% 1 %}' })))).toEqual([]);
  });
});
