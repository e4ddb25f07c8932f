import type { CallTransport } from '@edgestep/gateway';
import { request, type Connection, type DefinitionView } from '@edgestep/jetstream';
import { ApiError, EdgestepError, HUB_REVISION_SUBJECT, hubApiSubject } from '@edgestep/shared';

const CALL_TIMEOUT_MS = 15_000;
const REVISION_TIMEOUT_MS = 2_000;
const COPY_TIMEOUT_MS = 5_000;
const CATCH_UP_TIMEOUT_MS = 1_000;

/** Carries calls that only the control plane answers over the leaf link. */
export function hubTransport(connection: Connection, zone: string): CallTransport {
  return async (call, signal) => {
    const outcome = await request(connection, hubApiSubject(zone), call, {
      timeoutMs: CALL_TIMEOUT_MS,
      signal,
    });
    if (outcome.kind === 'answered') return outcome.bytes;
    if (outcome.kind === 'failed')
      throw new EdgestepError('internal', `the control plane: ${outcome.message}`);
    throw new ApiError(
      'ServiceUnavailable',
      'The control plane does not answer: definitions can be changed when the link is back. Executions go on.',
    );
  };
}

/**
 * Brings the zone's copy of the registry up to what the hub has now; false while the hub is out of reach, or when the
 * copy does not follow in time, which `onTrouble` hears of. Never rejects: whoever changed the registry has changed it.
 */
export function registryRefresh(
  connection: Connection,
  view: DefinitionView,
  onTrouble: (message: string) => void,
): () => Promise<boolean> {
  return async () => {
    const outcome = await request(connection, HUB_REVISION_SUBJECT, new Uint8Array(), {
      timeoutMs: REVISION_TIMEOUT_MS,
    });
    if (outcome.kind !== 'answered') return false;
    try {
      await view.waitForRevision(Number(new TextDecoder().decode(outcome.bytes)), COPY_TIMEOUT_MS);
      return true;
    } catch (error) {
      onTrouble(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
}

/**
 * Has the node show what any node of its zone has shown before the call, hub or no hub. When the server does not
 * answer in time, `onTrouble` hears of it, and what the node has is what is shown. Never rejects.
 */
export function registryCatchUp(
  view: DefinitionView,
  onTrouble: (message: string) => void,
): () => Promise<void> {
  return async () => {
    try {
      await view.catchUp(CATCH_UP_TIMEOUT_MS);
    } catch (error) {
      onTrouble(
        `the registry may be shown as it was: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
}
