import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useStudio } from '../../hooks';
import { DetailParts } from '../DetailParts';
import { StoredPart } from '../StoredPart';
import { Sessions } from './Sessions';
import { StartSession } from './StartSession';

/** The studio sessions of an environment, and the start of another one where that is allowed. */
export function StudioDetails(props: { environment: string }) {
  const { environment } = props;
  const studio = useStudio(environment);
  return (
    <DetailParts>
      <AsyncPanel query={studio} label="sessions">
        {({ sessions }) => (
          <StoredPart
            title="Sessions"
            stored={sessions}
            isEmpty={list => list.length === 0}
            empty={
              <EmptyNote title="No session runs">
                A session renders a page and pushes it to its destinations.
              </EmptyNote>
            }
            onRetry={() => {
              studio.refetch();
            }}
          >
            {list => <Sessions sessions={list} />}
          </StoredPart>
        )}
      </AsyncPanel>
      <StartSession environment={environment} />
    </DetailParts>
  );
}
