import { Text } from '@backstage/ui';
import type { Part } from '@internal/plugin-datadog-common';
import { ErrorPanel, StaleNote } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { DatadogProblemError } from '../../api';
import { sayWhyStale } from '../../hooks';

/** One part of an answer: its value, or why it alone has none. */
export function PartView<T>(props: {
  part: Part<T>;
  onRetry: () => void;
  isRetrying: boolean;
  children: (value: T) => ReactNode;
}) {
  const { part, onRetry, isRetrying, children } = props;
  if (part.outcome === 'answered') {
    return (
      <>
        <StaleNote freshness={sayWhyStale(part)} />
        {children(part.value)}
      </>
    );
  }
  if (part.outcome === 'not_asked') {
    const { message, remedy } = part.problem;
    return (
      <Text as="span" color="secondary">
        {message} {remedy}
      </Text>
    );
  }
  return (
    <ErrorPanel
      error={new DatadogProblemError(part.problem)}
      onRetry={onRetry}
      isRetrying={isRetrying}
    />
  );
}
