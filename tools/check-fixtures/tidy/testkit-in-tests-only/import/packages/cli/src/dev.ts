import { startServers } from '@edgestep/testkit';
