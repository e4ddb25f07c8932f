import type { Fault } from './fault.ts';
import { flipByte } from './flip-byte.ts';
import { cutHubLink } from './hub-link.ts';
import { kill } from './kill.ts';
import { pauseNode, pauseServer } from './pause.ts';
import { fillDisk } from './small-disk.ts';

/** Every way in which a round may break something. */
export const FAULT_KINDS = {
  kill,
  'pause-node': pauseNode,
  'pause-server': pauseServer,
  'cut-hub': cutHubLink,
  'full-disk': fillDisk,
  'flip-byte': flipByte,
} satisfies Readonly<Record<string, Fault>>;

export type FaultKind = keyof typeof FAULT_KINDS;
