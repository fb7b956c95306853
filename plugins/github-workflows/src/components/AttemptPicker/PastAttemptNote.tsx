import { Alert, ButtonLink } from '@backstage/ui';
import { useRunState } from '../../hooks';

/** Props of {@link PastAttemptNote}. */
export interface PastAttemptNoteProps {
  attempt: number;
  latestAttempt: number;
}

/** Says that what is shown isn't the latest attempt, and leads to that one. */
export function PastAttemptNote(props: PastAttemptNoteProps) {
  const { attempt, latestAttempt } = props;
  const { linkTo } = useRunState();
  return (
    <Alert
      status="info"
      icon
      title={`This is attempt ${attempt}, not the latest`}
      description="It shows how it went then. Only the latest attempt can be run again or cancelled."
      customActions={
        <ButtonLink variant="secondary" href={linkTo({ attempt: undefined })}>
          {`Show attempt ${latestAttempt}`}
        </ButtonLink>
      }
    />
  );
}
