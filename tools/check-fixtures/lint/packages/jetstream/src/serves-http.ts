// expect: no-restricted-imports
import { fastify } from 'fastify';

export const server = fastify;
