import type { z } from 'zod';

/** Marks a setting whose value no error and no log may quote. */
export function secret<Setting extends z.ZodType>(setting: Setting): Setting {
  return setting.meta({ secret: true });
}

/** Whether a setting was marked as a secret. */
export function isSecret(setting: unknown): boolean {
  return (setting as z.ZodType | undefined)?.meta()?.['secret'] === true;
}
