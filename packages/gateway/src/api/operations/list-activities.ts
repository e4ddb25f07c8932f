import { PAGE_SIZE, PAGE_TOKEN } from '../model/paging.ts';
import { structure } from '../shape/describe.ts';

/** All activities, a page at a time. */
export interface ListActivitiesRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** The shape of `ListActivitiesRequest`. */
export const LIST_ACTIVITIES_REQUEST = structure<ListActivitiesRequest>('ListActivitiesInput', {
  maxResults: PAGE_SIZE,
  nextToken: PAGE_TOKEN,
});

/** The answer of ListActivities. */
export interface ListActivitiesResponse {
  readonly activities: readonly ActivityListItem[];
  readonly nextToken?: string;
}

/** One entry of the answer. */
interface ActivityListItem {
  readonly activityArn: string;
  readonly name: string;
  readonly creationDate: Date;
}
