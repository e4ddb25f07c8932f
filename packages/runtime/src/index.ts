export * from './config/load-config.ts';
export * from './config/require-loopback.ts';
export * from './config/require-replicas.ts';
export { secret } from './config/secret.ts';
export * from './config/setting.ts';
export * from './lifecycle/run-until-stopped.ts';
export * from './log/logger.ts';
