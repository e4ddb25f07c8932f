/** The line that `edgestep dev --json` prints when all is ready, and again after every restart of a piece. */
export interface ReadyLine {
  readonly ready: true;
  readonly controlPlane: { readonly url: string; readonly pid: number };
  readonly hub: { readonly nats: string; readonly pid: number };
  readonly zones: Readonly<Record<string, ReadyZone>>;
}

export interface ReadyZone {
  /** One address for the whole zone: every node listens on it. */
  readonly url: string;
  /** The addresses of the zone's servers, separated by commas: any of them will do. */
  readonly nats: string;
  /** The first server's. */
  readonly natsPid: number;
  readonly servers: readonly { readonly name: string; readonly nats: string; readonly pid: number }[];
  /** Where devices connect by MQTT 3.1.1. */
  readonly mqtt: string;
  readonly nodes: readonly { readonly url: string; readonly pid: number }[];
}
