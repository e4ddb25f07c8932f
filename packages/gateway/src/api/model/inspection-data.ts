/** What TestState shows of the steps from the state's input to its output, each as JSON text. */
export interface InspectionData {
  readonly input?: string;
  readonly afterArguments?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly request?: InspectionDataRequest;
  readonly response?: InspectionDataResponse;
  readonly variables?: string;
  readonly errorDetails?: InspectionErrorDetails;
  readonly afterItemsPath?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly afterItemsPointer?: string;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly maxConcurrency?: number;
}

/** The HTTP request that an HTTP task sent. */
interface InspectionDataRequest {
  readonly protocol?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: string;
  readonly body?: string;
}

/** The HTTP response that an HTTP task got. */
interface InspectionDataResponse {
  readonly protocol?: string;
  readonly statusCode?: string;
  readonly statusMessage?: string;
  readonly headers?: string;
  readonly body?: string;
}

/** Which catcher or retrier took the error. */
interface InspectionErrorDetails {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
}
