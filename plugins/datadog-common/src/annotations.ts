/** What people see of Datadog by its own web pages; the five annotations of Roadie's plugin. */
export const DASHBOARD_URL_ANNOTATION = 'datadoghq.com/dashboard-url';
export const GRAPH_TOKEN_ANNOTATION = 'datadoghq.com/graph-token';
export const GRAPH_SIZE_ANNOTATION = 'datadoghq.com/graph-size';
export const SITE_ANNOTATION = 'datadoghq.com/site';
export const REFERRER_POLICY_ANNOTATION = 'datadoghq.com/referrer-policy';

/** Name of the service in Datadog's APM; Datadog's own entity synchronisation knows it too. */
export const SERVICE_NAME_ANNOTATION = 'datadoghq.com/service-name';
/** Tags of the monitors, separated by commas; a monitor has to have all of them. */
export const MONITOR_TAGS_ANNOTATION = 'datadoghq.com/monitor_tags';
/** Tag of the SLOs. */
export const SLO_TAG_ANNOTATION = 'datadoghq.com/slo_tag';

/** Most tags that {@link MONITOR_TAGS_ANNOTATION} takes. */
export const MAX_MONITOR_TAGS = 10;

/** What an entity is in Datadog. */
export interface DatadogSubject {
  /** Without it there are no charts, incidents, events and dependencies. */
  service?: string;
  /** Tags that a monitor has to have, all of them; empty where nothing names any. */
  monitorTags: string[];
  /** Tag that an SLO has to have. */
  sloTag?: string;
}

/** An annotation that can't be understood. */
export interface AnnotationFault {
  annotation: string;
  /** What is wrong with it and how it should look, in a sentence. */
  message: string;
}

/** The part of an entity that is read here. */
export interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

// Datadog's own rules: https://docs.datadoghq.com/getting_started/tagging
const SERVICE = /^[\p{L}][\p{L}\p{N}_.:/-]{0,99}$/u;
const TAG = /^[\p{L}][\p{L}\p{N}_.:/-]{0,199}$/u;

/** Whether this may be the name of a service in Datadog. */
export const isServiceName = (text: string) => SERVICE.test(text);

/** A tag as Datadog keeps it, in lower case; nothing when it may not be one. */
export function parseTag(text: string): string | undefined {
  const tag = text.trim().toLocaleLowerCase('en-US');
  return TAG.test(tag) ? tag : undefined;
}

const annotationOf = (entity: Annotated, name: string) =>
  entity.metadata.annotations?.[name]?.trim() || undefined;

/** Whether an entity names itself in Datadog, well or badly: then there is data to ask for. */
export function hasDatadogData(entity: Annotated): boolean {
  return [
    SERVICE_NAME_ANNOTATION,
    MONITOR_TAGS_ANNOTATION,
    SLO_TAG_ANNOTATION,
  ].some(name => annotationOf(entity, name));
}

/** Whether an entity has dashboards or graphs to embed, well or badly named. */
export function hasDatadogEmbeds(entity: Annotated): boolean {
  return [DASHBOARD_URL_ANNOTATION, GRAPH_TOKEN_ANNOTATION].some(name =>
    annotationOf(entity, name),
  );
}

/** Whether there is anything of Datadog to show on an entity. */
export const hasDatadog = (entity: Annotated) =>
  hasDatadogData(entity) || hasDatadogEmbeds(entity);

/**
 * Reads what an entity is in Datadog. Monitors and SLOs are those of the service, unless
 * annotations name other tags.
 */
export function readSubject(entity: Annotated): {
  subject: DatadogSubject;
  faults: AnnotationFault[];
} {
  const faults: AnnotationFault[] = [];
  const fault = (annotation: string, message: string) => {
    faults.push({ annotation, message });
  };
  const service = readService(entity, fault);
  const ofService = service === undefined ? undefined : `service:${service}`;
  const monitorTags =
    readMonitorTags(entity, fault) ?? (ofService ? [ofService] : []);
  const sloTag = readSloTag(entity, fault) ?? ofService;
  return {
    subject: {
      ...(service && { service }),
      monitorTags,
      ...(sloTag && { sloTag }),
    },
    faults,
  };
}

type Fault = (annotation: string, message: string) => void;

function readService(entity: Annotated, fault: Fault): string | undefined {
  const service = annotationOf(entity, SERVICE_NAME_ANNOTATION);
  if (service === undefined) {
    return undefined;
  }
  // Datadog keeps the names of services in lower case.
  const name = service.toLocaleLowerCase('en-US');
  if (isServiceName(name)) {
    return name;
  }
  fault(
    SERVICE_NAME_ANNOTATION,
    'It is not the name of a service: up to 100 letters, digits, underscores, hyphens, periods, colons and slashes, a letter first.',
  );
  return undefined;
}

function readMonitorTags(entity: Annotated, fault: Fault) {
  const value = annotationOf(entity, MONITOR_TAGS_ANNOTATION);
  if (value === undefined) {
    return undefined;
  }
  const tags = value.split(',').map(parseTag);
  const known = tags.filter(tag => tag !== undefined);
  if (known.length < tags.length || known.length > MAX_MONITOR_TAGS) {
    fault(
      MONITOR_TAGS_ANNOTATION,
      `It is not a list of 1 to ${MAX_MONITOR_TAGS} tags with commas between them, such as service:webapp,team:web.`,
    );
    return undefined;
  }
  return [...new Set(known)];
}

function readSloTag(entity: Annotated, fault: Fault): string | undefined {
  const value = annotationOf(entity, SLO_TAG_ANNOTATION);
  const tag = value === undefined ? undefined : parseTag(value);
  if (value !== undefined && tag === undefined) {
    fault(SLO_TAG_ANNOTATION, 'It is not a tag, such as service:webapp.');
  }
  return tag;
}
