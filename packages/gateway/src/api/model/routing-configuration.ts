import { list, number, required, structure } from '../shape/describe.ts';
import { ARN } from './arn.ts';

/** One target of an alias with its share of new executions, in percent. */
export interface RoutingConfigurationListItem {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

/** The shape of an alias's routing. */
export const ROUTING_CONFIGURATION = list<RoutingConfigurationListItem>(
  structure<RoutingConfigurationListItem>('RoutingConfigurationListItem', {
    stateMachineVersionArn: required(ARN),
    weight: required(number('Integer', { min: 0, max: 100 })),
  }),
  { lengthMin: 1, lengthMax: 2 },
);
