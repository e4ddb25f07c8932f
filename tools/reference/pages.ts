import { apiPage } from './api-page.ts';
import { eventsPage } from './events-page.ts';
import { languagePage } from './language-page.ts';
import { limitsPage } from './limits-page.ts';

/** The pages of docs/reference that the code writes, by path. */
export const referencePages: Readonly<Record<string, () => string>> = {
  'docs/reference/language.md': languagePage,
  'docs/reference/api.md': apiPage,
  'docs/reference/events.md': eventsPage,
  'docs/reference/limits.md': limitsPage,
};
