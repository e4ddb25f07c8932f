export * from './errors/api-error.ts';
export * from './errors/edgestep-error.ts';
export * from './ids/arn.ts';
export * from './ids/zone-name.ts';
export * from './json/json.ts';
