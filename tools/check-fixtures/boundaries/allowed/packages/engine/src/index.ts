export { step } from '@edgestep/asl';
