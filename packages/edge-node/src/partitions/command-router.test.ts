import type { CommandAnswer, ExecutionCommand } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { createCommandRouter } from './command-router.ts';

const command: ExecutionCommand = {
  kind: 'ContinueExecution',
  executionArn: 'arn:aws:states:dallas:000000000000:execution:orders:1',
};
const accepted: CommandAnswer = { kind: 'accepted', sequence: 7, at: 1 };
const moved: CommandAnswer = { kind: 'rejection', reason: 'partition-moved', message: 'moved' };

function router(answers: { local?: CommandAnswer[]; remote?: (CommandAnswer | undefined)[] }) {
  const made = createCommandRouter({
    partitions: 4,
    local: () =>
      answers.local?.length ? { submit: async () => answers.local?.shift() ?? moved } : undefined,
    remote: async () => answers.remote?.shift(),
    signal: new AbortController().signal,
  });
  return { made };
}

describe('the command router', () => {
  it('prefers the owner on this node', async () => {
    const { made } = router({ local: [accepted], remote: [] });
    expect(await made.submit(command)).toEqual(accepted);
  });

  it('asks another node when this one does not own the partition', async () => {
    const { made } = router({ remote: [accepted] });
    expect(await made.submit(command)).toEqual(accepted);
  });

  it('tries again while the partition changes hands', async () => {
    const { made } = router({ local: [moved], remote: [undefined, moved, accepted] });
    expect(await made.submit(command)).toEqual(accepted);
  });

  it('says so when it tries again, and not when the first answer is good', async () => {
    const { made } = router({ remote: [accepted, undefined, moved, accepted] });
    let repeats = 0;
    const onRepeat = () => {
      repeats += 1;
    };
    await made.submit(command, onRepeat);
    expect(repeats).toBe(0);
    await made.submit(command, onRepeat);
    expect(repeats).toBe(2);
  });

  it('does not repeat what was refused for a reason', async () => {
    const refused: CommandAnswer = { kind: 'rejection', reason: 'task-not-pending', message: 'done already' };
    const { made } = router({ remote: [refused, accepted] });
    expect(await made.submit(command)).toEqual(refused);
  });
});
