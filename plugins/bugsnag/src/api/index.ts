export { bugsnagApiRef } from './BugsnagApi';
export type { BugsnagApi } from './BugsnagApi';
export { createBugsnagClient } from './createBugsnagClient';
export { BugsnagProblemError, problemTitle } from './problemTitles';
