import type { Project } from '@internal/plugin-sonarqube-insights-common';
import {
  AsyncPanel,
  AsyncPanelProps,
  describeError,
  EmptyNote,
} from '@internal/portal-react';
import type { ReactNode } from 'react';
import { OutLink } from '../OutLink';

// Nothing is broken: the platform team has something left to do.
const TO_BE_SET_UP = ['not_configured', 'instance_unknown'];

/** One of the states of a view; a SonarQube that was never connected is no error of anybody's. */
export function SonarqubePanel<T>(props: AsyncPanelProps<T>) {
  const { data, error } = props.query;
  const { title, message, remedy, code } = describeError(error);
  if (data === undefined && error && TO_BE_SET_UP.includes(code ?? '')) {
    return (
      <EmptyNote title={title}>
        {message} {remedy}
      </EmptyNote>
    );
  }
  return <AsyncPanel {...props} />;
}

/** Says of a project that SonarQube knows it and has no analysis of it. */
export function NeverAnalysed(props: {
  project: Project;
  url: string;
  /** What of the project, such as “its main branch”. */
  what?: ReactNode;
}) {
  const { project, url, what = 'its main branch' } = props;
  return (
    <EmptyNote title="Not analysed yet">
      SonarQube knows the project{' '}
      <OutLink href={url}>{project.name || project.key}</OutLink> and has no
      analysis of {what}. Let the component’s workflow run SonarQube’s scanner;
      its findings appear here a few minutes later.
    </EmptyNote>
  );
}
