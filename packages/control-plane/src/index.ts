export { loadControlPlaneConfig, type ControlPlaneConfig } from './config/control-plane-config.ts';
export { startControlPlane } from './control-plane.ts';
export { runControlPlane } from './main.ts';
