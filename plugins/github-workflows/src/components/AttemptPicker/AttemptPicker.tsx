import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import type { Run, RunAttempt } from '@internal/plugin-github-workflows-common';
import { useRunAttempts, useRunState } from '../../hooks';
import { describeStatus } from '../RunStatus';

/** Props of {@link AttemptPicker}. */
export interface AttemptPickerProps {
  entityRef: string;
  /** As of the attempt that is shown. */
  run: Run;
  latestAttempt: number;
}

/** Who asked for an attempt, such as `re-run by sam-okoro`. */
function describeOrigin(
  attempt: Pick<RunAttempt, 'attempt' | 'triggeringActor'>,
): string {
  const { triggeringActor } = attempt;
  const verb = attempt.attempt > 1 ? 're-run' : 'started';
  return triggeringActor ? `, ${verb} by ${triggeringActor}` : '';
}

function describeAttempt(attempt: RunAttempt, latestAttempt: number): string {
  const isLatest = attempt.attempt === latestAttempt;
  return `Attempt ${attempt.attempt}${isLatest ? ' (latest)' : ''}${describeOrigin(attempt)}: ${describeStatus(attempt).label}`;
}

/** Says which attempt of the run is shown, and leads to the others. */
export function AttemptPicker(props: AttemptPickerProps) {
  const { entityRef, run, latestAttempt } = props;
  const attempts = useRunAttempts(entityRef, run.id, latestAttempt);
  const { goTo } = useRunState();
  if (latestAttempt === 1) {
    return null;
  }
  const known = new Map(
    attempts.data?.items.map(item => [
      item.attempt,
      describeAttempt(item, latestAttempt),
    ]),
  );
  const numbers = Array.from(
    { length: latestAttempt },
    (_, index) => latestAttempt - index,
  );
  return (
    <MenuTrigger>
      <Button variant="tertiary" iconEnd={<RiArrowDownSLine />}>
        {`Attempt ${run.attempt} of ${latestAttempt}${describeOrigin(run)}`}
      </Button>
      <Menu
        aria-label="Attempts"
        onAction={key => {
          const attempt = Number(key);
          goTo({ attempt: attempt === latestAttempt ? undefined : attempt });
        }}
      >
        {numbers.map(number => (
          <MenuItem key={number} id={number}>
            {known.get(number) ?? `Attempt ${number}`}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
