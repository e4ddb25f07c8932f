import type { EdgestepClient } from '@edgestep/sdk';

import { UsageError } from './usage-error.ts';

/** The ARN of a state machine given by its ARN or its name. Throws UsageError naming those that there are. */
export async function findStateMachine(client: EdgestepClient, nameOrArn: string): Promise<string> {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.listStateMachines(nextToken === undefined ? {} : { nextToken });
    for (const { name, stateMachineArn } of page.stateMachines ?? []) {
      if (name === nameOrArn) return stateMachineArn;
      names.push(name);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const known = names.length === 0 ? 'none is deployed' : `there are: ${names.slice(0, 20).join(', ')}`;
  throw new UsageError(`There is no state machine '${nameOrArn}'; ${known}.`);
}
