import { LogViewer } from '@backstage/core-components';

/** The part of {@link LogPanel} that is loaded when a log is opened. */
export function LogLines(props: { text: string }) {
  return <LogViewer text={props.text} />;
}
