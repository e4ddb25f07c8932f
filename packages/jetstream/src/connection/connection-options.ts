/** How a process says who it is to the server. */
export type NatsCredentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** The contents of a `.creds` file: a user JWT and its seed. */
  | { readonly kind: 'creds'; readonly creds: Uint8Array };

export interface ConnectOptions {
  /** For instance `nats://127.0.0.1:4222`; any of them will do. */
  readonly servers: readonly string[];
  /** Shown by the server's own tooling. */
  readonly name: string;
  /** None when absent. */
  readonly credentials?: NatsCredentials;
  /** How long the first connection may take, a server that starts up meanwhile included; 10 s when absent. */
  readonly connectTimeoutMs?: number;
  /** Hears of every change. It must not throw. */
  readonly onStatus?: (status: ConnectionStatus) => void;
}

export type ConnectionStatus =
  | { readonly kind: 'connected'; readonly server: string }
  | { readonly kind: 'disconnected'; readonly server: string }
  /** The server refused something, or does not keep up; the connection goes on. */
  | { readonly kind: 'warning'; readonly message: string }
  /** For good: it was disposed of, or the server refuses the credentials again and again. */
  | { readonly kind: 'closed'; readonly message: string };
