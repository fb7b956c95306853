/** Names that two stacks, or a stack and a workflow, have to agree on. */

export const clusterName = (environment: string) => `portal-${environment}`;

export const serviceName = 'portal';

export const logGroupName = (environment: string) => `/portal/${environment}`;

/** The digest that runs; its history is what one can go back to. */
export const imageParameterName = (environment: string) =>
  `/portal/${environment}/image`;

/** Name of a secret: `portal/staging/github-app`. */
export const secretName = (environment: string, group: string) =>
  `portal/${environment}/${group}`;

/** An alarm's name is fixed: the service, which comes before the alarm, refers to it. */
export const alarmName = (environment: string, alarm: string) =>
  `portal-${environment}-${alarm}`;
