export * from './choice/choice-condition.ts';
export * from './jsonpath/compiled-path.ts';
export * from './query/query-failure.ts';
export * from './query/query-syntax-error.ts';
export * from './query/scope.ts';
export * from './query/template.ts';
export * from './reference-path/reference-path.ts';
