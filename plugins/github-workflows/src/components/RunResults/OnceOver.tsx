import { Button, Text } from '@backstage/ui';
import { isFinished, Run } from '@internal/plugin-github-workflows-common';
import { ReactNode, useId, useState } from 'react';
import { sectionStyles } from '../RunSection';

/** Props of {@link OnceOver}. */
export interface OnceOverProps {
  title: string;
  run: Run;
  /** Label of the button that looks before the run is over. */
  lookLabel: string;
  children: ReactNode;
}

/**
 * A section with something that is complete when the run is over. Before that it is read for
 * whoever asks for it only: a run under way changes every few seconds, and each reading counts
 * against GitHub's rate limit.
 */
export function OnceOver(props: OnceOverProps) {
  const { title, run, lookLabel, children } = props;
  const headingId = useId();
  const [isWanted, setIsWanted] = useState(false);
  const isShown = isWanted || isFinished(run);
  return (
    <section aria-labelledby={headingId} className={sectionStyles.section}>
      <h3 id={headingId} className={sectionStyles.heading}>
        {title}
      </h3>
      {isShown ? (
        children
      ) : (
        <>
          <Text as="p" color="secondary">
            Shown by itself when the run is over.
          </Text>
          <Button variant="secondary" onPress={() => setIsWanted(true)}>
            {lookLabel}
          </Button>
        </>
      )}
    </section>
  );
}
