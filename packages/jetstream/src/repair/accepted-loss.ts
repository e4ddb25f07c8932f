/** In the metadata of a partition's stream: what an operator has agreed to lose. */
const ACCEPTED_LOSS = 'edgestep-accepted-loss';

/** The same, of a log that was restored from a backup: what the hub has of it beyond is welcome. */
const RESTORED = 'edgestep-restored';

type Metadata = Readonly<Record<string, string>>;

/**
 * An operator's word that the log ends at `sequence`, given when `epoch` was the newest one: what anybody has seen
 * beyond, written by that epoch or an earlier one, is lost for good and missed no more.
 */
export interface AcceptedLoss {
  readonly sequence: number;
  readonly epoch: number;
}

export function acceptedLossMetadata(loss: AcceptedLoss): Metadata {
  return { [ACCEPTED_LOSS]: encode(loss) };
}

export function restoredMetadata(loss: AcceptedLoss): Metadata {
  return { [RESTORED]: encode(loss) };
}

/** Undefined when nothing was accepted. */
export function parseAcceptedLoss(metadata: Metadata | undefined): AcceptedLoss | undefined {
  return parse(metadata?.[ACCEPTED_LOSS]);
}

/** Undefined for a log that was not restored from a backup. */
export function parseRestored(metadata: Metadata | undefined): AcceptedLoss | undefined {
  return parse(metadata?.[RESTORED]);
}

function encode({ sequence, epoch }: AcceptedLoss): string {
  return `${sequence}@${epoch}`;
}

function parse(text: string | undefined): AcceptedLoss | undefined {
  const match = /^(\d+)@(\d+)$/.exec(text ?? '');
  return match === null ? undefined : { sequence: Number(match[1]), epoch: Number(match[2]) };
}

/** True for a record that is given up. */
export function isGivenUp(
  accepted: AcceptedLoss | undefined,
  seen: { readonly sequence: number; readonly epoch: number },
): boolean {
  return accepted !== undefined && seen.sequence > accepted.sequence && seen.epoch <= accepted.epoch;
}
