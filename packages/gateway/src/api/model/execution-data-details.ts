/** Whether a payload is in the answer. */
export interface ExecutionDataDetails {
  readonly included?: boolean;
}
