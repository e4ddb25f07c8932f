import { PEERS } from '../peers/peer.ts';

/** The class of the style sheet that a system's marks have. The same system has the same colour in every plot. */
type ColourClass = 'ours' | 'ours-too' | 'floor' | 'peer-1' | 'peer-2' | 'peer-3';

const PEER_CLASSES: Readonly<Record<string, ColourClass>> = {
  [PEERS.restate.system]: 'peer-1',
  [PEERS.dbos.system]: 'peer-2',
  [PEERS['aws-local-stepfunctions'].system]: 'peer-3',
};

/** A variant of ours is told from ours itself; all floors look alike. */
export function colourClass({
  system,
  variant,
}: {
  readonly system: string;
  readonly variant?: string;
}): ColourClass {
  if (system === 'edgestep') return variant === undefined ? 'ours' : 'ours-too';
  return PEER_CLASSES[system] ?? 'floor';
}
