import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const labelled = (label: string) => machineOf(distributedMap({ Label: label }));

describe('the label of a Map', () => {
  it.each(['label_1', 'Label-2', 'l', 'é', '1234567890123456789012345678901234567890'])(
    'may be %s',
    (label) => {
      expect(errorsOf(labelled(label))).toEqual([]);
    },
  );

  it.each(Array.from(' #$&*:;,<>?[]{}\\^|~%`"\n\t\u0000\u001f\u007f\u009f'))(
    'has no %j in it',
    (character) => {
      expect(errorsOf(labelled(`label_${character}`))).toEqual([
        `INVALID_LABEL_NAME: Label name 'label_${character}' contains invalid characters at /States/State/Label`,
      ]);
    },
  );

  it('has one to forty characters', () => {
    const long = 'l'.repeat(41);
    expect(errorsOf(labelled(''))).toEqual([
      "INVALID_LABEL_NAME: Label name '' cannot be empty at /States/State/Label",
    ]);
    expect(errorsOf(labelled(long))).toEqual([
      `INVALID_LABEL_NAME: Label name '${long}' exceeds the 40-character limit allowed by the service at /States/State/Label`,
    ]);
  });

  it('is used once', () => {
    const inner = (name: string) => ({
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: name,
      States: { [name]: { Type: 'Succeed' } },
    });
    const first = distributedMap({ Label: 'same', ItemProcessor: inner('A'), End: false, Next: 'Second' });
    const second = distributedMap({ Label: 'same', ItemProcessor: inner('B') });
    expect(errorsOf(machineOf(first, { Second: second }))).toEqual([
      'DUPLICATE_LABEL_NAME: Duplicate Label name: same at /States/Second/Label',
    ]);
  });
});
