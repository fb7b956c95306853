export { createDatadogClient } from './createDatadogClient';
export { datadogApiRef } from './DatadogApi';
export type { DatadogApi } from './DatadogApi';
export { DatadogProblemError, problemTitle, remedyOf } from './problemTitles';
