export { decide } from '@edgestep/engine';
