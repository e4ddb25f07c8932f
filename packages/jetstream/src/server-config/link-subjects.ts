/**
 * What crosses the link between a zone and the hub, in both directions; all else of a zone's bus stays in the zone.
 * Without this, a leaf link joins the subjects of both sides: the partitions' streams of one zone would store the
 * records of every other zone as well, and workers and devices of one zone would answer in all.
 *
 * It is a list of what is allowed, kept by the hub with the user that zones log in as.
 */
export const LINK_SUBJECTS: readonly string[] = [
  'edgestep.hub.>',
  'edgestep.zone.>',
  // Messages for mirrors, how they are held back, and how the servers ask for them to begin again.
  'edgestep.mirror.>',
  '$JS.M.>',
  '$JS.FC.>',
  '$JSC.R.>',
  // JetStream of a named domain: the hub looks after its mirrors of a zone's streams, and a zone after its own.
  '$JS.*.API.>',
  // Answers to requests.
  '_INBOX.>',
];

/** The user that the servers of zones log in to the hub as. */
export const LINK_USER = 'zone';

/** The password of that user where nothing else is agreed on: a cluster on one machine, reachable by loopback alone. */
export const LINK_PASSWORD_DEFAULT = 'loopback';
