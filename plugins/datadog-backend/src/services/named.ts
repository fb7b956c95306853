import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DatadogSubject,
  hasDatadogData,
  MONITOR_TAGS_ANNOTATION,
  readSubject,
  SERVICE_NAME_ANNOTATION,
  SLO_TAG_ANNOTATION,
} from '@internal/plugin-datadog-common';
import { CodedError } from '@internal/upstream-node';
import { problem } from '../problems';

/** What an entity's annotations name in Datadog; each part says itself why it is missing. */
export interface Named {
  entityRef: string;
  subject: DatadogSubject;
  /** @throws NotFoundError: the annotation is missing or malformed */
  service(): string;
  /** @throws NotFoundError */
  monitorTags(): string[];
  /** @throws NotFoundError */
  sloTag(): string;
}

/**
 * Reads what an entity is in Datadog.
 *
 * @throws NotFoundError with code `annotation_missing` when nothing names it there
 */
export function namedBy(entity: Entity): Named {
  const entityRef = stringifyEntityRef(entity);
  if (!hasDatadogData(entity)) {
    throw problem(
      'absent',
      'annotation_missing',
      `${entityRef} names no service in Datadog.`,
      `Add the annotation ${SERVICE_NAME_ANNOTATION} to its file in the catalog.`,
    );
  }
  const { subject, faults } = readSubject(entity);
  const missing = (...annotations: string[]): CodedError => {
    const fault = faults.find(one => annotations.includes(one.annotation));
    return fault
      ? problem(
          'absent',
          'annotation_malformed',
          `The annotation ${fault.annotation} of ${entityRef} is malformed. ${fault.message}`,
          'Correct it in the file of the entity in the catalog.',
        )
      : problem(
          'absent',
          'service_name_missing',
          `${entityRef} has no annotation ${annotations.join(' or ')}, so the portal doesn't know what to ask Datadog for.`,
          `Add the annotation ${annotations[0]} to its file in the catalog.`,
        );
  };
  return {
    entityRef,
    subject,
    service() {
      if (!subject.service) {
        throw missing(SERVICE_NAME_ANNOTATION);
      }
      return subject.service;
    },
    monitorTags() {
      // A malformed list isn't replaced by the service: it would show what nobody meant.
      if (faults.some(one => one.annotation === MONITOR_TAGS_ANNOTATION)) {
        throw missing(MONITOR_TAGS_ANNOTATION);
      }
      if (subject.monitorTags.length === 0) {
        throw missing(SERVICE_NAME_ANNOTATION, MONITOR_TAGS_ANNOTATION);
      }
      return subject.monitorTags;
    },
    sloTag() {
      if (faults.some(one => one.annotation === SLO_TAG_ANNOTATION)) {
        throw missing(SLO_TAG_ANNOTATION);
      }
      if (!subject.sloTag) {
        throw missing(SERVICE_NAME_ANNOTATION, SLO_TAG_ANNOTATION);
      }
      return subject.sloTag;
    },
  };
}

const NOT_NAMED = [
  'annotation_missing',
  'annotation_malformed',
  'service_name_missing',
];

/** Whether an error says that an entity doesn't name something, so that nobody was asked. */
export const isNotNamed = ({ code }: CodedError) => NOT_NAMED.includes(code);
