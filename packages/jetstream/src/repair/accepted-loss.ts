/** In the metadata of a partition's stream: what an operator has agreed to lose. */
const ACCEPTED_LOSS = 'edgestep-accepted-loss';

type Metadata = Readonly<Record<string, string>>;

/**
 * An operator's word that the log ends at `sequence`, given when `epoch` was the newest one: what anybody has seen
 * beyond, written by that epoch or an earlier one, is lost for good and missed no more.
 */
export interface AcceptedLoss {
  readonly sequence: number;
  readonly epoch: number;
}

export function acceptedLossMetadata({ sequence, epoch }: AcceptedLoss): Metadata {
  return { [ACCEPTED_LOSS]: `${sequence}@${epoch}` };
}

/** Undefined when nothing was accepted. */
export function parseAcceptedLoss(metadata: Metadata | undefined): AcceptedLoss | undefined {
  const match = /^(\d+)@(\d+)$/.exec(metadata?.[ACCEPTED_LOSS] ?? '');
  return match === null ? undefined : { sequence: Number(match[1]), epoch: Number(match[2]) };
}

/** True for a record that is given up. */
export function isGivenUp(
  accepted: AcceptedLoss | undefined,
  seen: { readonly sequence: number; readonly epoch: number },
): boolean {
  return accepted !== undefined && seen.sequence > accepted.sequence && seen.epoch <= accepted.epoch;
}
