import { Button, Container, Text } from '@backstage/ui';
import {
  Dispatch,
  myDispatchesQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useSearchParams } from 'react-router-dom';
import { useMyDispatches, useRunSignals } from '../../hooks';
import { CursorPaging } from '../CursorPaging';
import { DispatchRow } from '../DispatchRow';
import { InputValues } from '../InputValues';
import styles from './MyDispatches.module.css';

const PAGE_SIZE = 20;

function Particulars(props: { dispatch: Dispatch }) {
  const { identity, match } = props.dispatch;
  const said = [
    identity === 'app' && 'Sent as the portal’s app, not as you.',
    match === 'matched' &&
      'The run was found by comparing: GitHub didn’t name it.',
  ].filter(Boolean);
  return said.length === 0 ? null : (
    <Text as="p" variant="body-small" color="secondary">
      {said.join(' ')}
    </Text>
  );
}

function Nothing(props: { isLaterPage: boolean; onShowNewest: () => void }) {
  return props.isLaterPage ? (
    <EmptyNote title="There is nothing this far back">
      <Button variant="secondary" onPress={props.onShowNewest}>
        Show the newest
      </Button>
    </EmptyNote>
  ) : (
    <EmptyNote title="You have run nothing through the portal yet">
      Open a component in the catalog and choose <em>Workflows</em>.
    </EmptyNote>
  );
}

/** All that the viewer has run through the portal; the page is `before` in the URL. */
export function MyDispatches() {
  useRunSignals();
  const [params, setParams] = useSearchParams();
  const { data: cursor } = myDispatchesQuerySchema.shape.cursor.safeParse(
    params.get('before') ?? undefined,
  );
  const goTo = (before: string | undefined) =>
    setParams(before ? { before } : {});
  const dispatches = useMyDispatches(PAGE_SIZE, cursor);
  return (
    <main>
      <Container>
        <section aria-labelledby="my-dispatches-heading">
          <h2 id="my-dispatches-heading" className={styles.heading}>
            What I have run
          </h2>
          <AsyncPanel
            query={dispatches}
            label="what you have run"
            isEmpty={({ items }) => items.length === 0}
            empty={
              <Nothing
                isLaterPage={cursor !== undefined}
                onShowNewest={() => goTo(undefined)}
              />
            }
          >
            {({ items, nextCursor }) => (
              <>
                <ul className={styles.list}>
                  {items.map(dispatch => (
                    <DispatchRow key={dispatch.id} dispatch={dispatch}>
                      <Particulars dispatch={dispatch} />
                      <InputValues
                        label={['input', 'inputs']}
                        values={dispatch.inputs}
                      />
                    </DispatchRow>
                  ))}
                </ul>
                <CursorPaging
                  cursor={cursor}
                  nextCursor={nextCursor}
                  onChange={goTo}
                />
              </>
            )}
          </AsyncPanel>
        </section>
      </Container>
    </main>
  );
}
