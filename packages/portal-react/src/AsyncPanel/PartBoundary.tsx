import { Component, ReactNode } from 'react';
import { ErrorPanel } from './ErrorPanel';

/** Props of {@link PartBoundary}. */
export interface PartBoundaryProps {
  /** What is drawn, as in “Rooms can’t be shown”. */
  name: string;
  children: ReactNode;
}

class BrokenPartError extends Error {
  readonly code = 'part_broken';
  readonly remedy =
    'Everything else on the page still works. Retry; if it breaks again, tell the platform team.';
}

/**
 * Keeps a fault in drawing one part of a page from taking the rest with it: an error stands in the
 * part's place, with a retry that draws it anew.
 */
export class PartBoundary extends Component<
  PartBoundaryProps,
  { error?: Error }
> {
  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  state: { error?: Error } = {};

  render() {
    const { error } = this.state;
    return error ? (
      <ErrorPanel
        error={
          new BrokenPartError(
            `${this.props.name} can’t be shown: ${error.message}`,
          )
        }
        onRetry={() => this.setState({ error: undefined })}
      />
    ) : (
      this.props.children
    );
  }
}
