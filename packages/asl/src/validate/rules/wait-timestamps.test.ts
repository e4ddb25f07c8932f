import { describe, expect, it } from 'vitest';

import { jsonataMachineOf, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const wait = (Timestamp: string) => ({ Type: 'Wait', Timestamp, End: true });
const refused = [
  'SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/State/Timestamp',
];

describe('the Timestamp of a Wait', () => {
  it.each(['2016-12-05T21:29:29Z', '2016-12-05T21:29:29.5+01:00'])('may be %s', (text) => {
    expect(errorsOf(machineOf(wait(text)))).toEqual([]);
  });

  it.each([
    '05-12-2016T21:29:29Z',
    '2016-12-05T25:29:29Z',
    '2016-12-05 21:29:29Z',
    '2016-12-05T21:29:29',
    '$.at',
    '',
  ])('may not be %j', (text) => {
    expect(errorsOf(machineOf(wait(text)))).toEqual(refused);
  });

  it('may be an expression in JSONata, and there only', () => {
    expect(errorsOf(jsonataMachineOf(wait('{% $states.input.at %}')))).toEqual([]);
    expect(errorsOf(machineOf(wait('{% $states.input.at %}')))).toEqual(refused);
    expect(errorsOf(jsonataMachineOf(wait('tomorrow')))).toEqual(refused);
  });
});
