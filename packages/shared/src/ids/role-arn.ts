import { ApiError } from '../errors/api-error.ts';

const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/s;

/** Reads the ARN of an execution role. Throws InvalidArn, in the words of the service (API reference, CreateStateMachine). */
export function requireRoleArn(text: string): string {
  if (ROLE.test(text)) return text;
  throw new ApiError('InvalidArn', `Invalid Role Arn: '${text}'`);
}
