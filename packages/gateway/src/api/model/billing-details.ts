/** What an Express execution used. */
export interface BillingDetails {
  readonly billedMemoryUsedInMB?: number;
  readonly billedDurationInMilliseconds?: number;
}
