import { findPostgres } from './find-postgres.ts';
import { installPeers, peerVersion } from './install-peers.ts';
import { PEER_NAMES, PEERS, type PeerReport } from './peer.ts';

/** Installs the peers, and says which of them can be measured here, and why not the others. */
export async function surveyPeers(say: (line: string) => void): Promise<readonly PeerReport[]> {
  const obstacle = await installPeers(say).then(
    () => undefined,
    (error: unknown) =>
      `they could not be installed: ${error instanceof Error ? error.message : String(error)}`,
  );
  const postgres = findPostgres(process.env);
  return Promise.all(
    PEER_NAMES.map(async (name): Promise<PeerReport> => {
      const { system, durability, packageName } = PEERS[name];
      const about = { name, system, durability };
      if (obstacle !== undefined) return { ...about, kind: 'absent', reason: obstacle };
      if (name === 'dbos' && postgres.kind === 'missing') {
        return { ...about, kind: 'absent', reason: postgres.reason };
      }
      return { ...about, kind: 'there', version: await peerVersion(packageName) };
    }),
  );
}
