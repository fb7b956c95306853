import { AsyncPanel, PartBoundary } from '@internal/portal-react';
import { useId } from 'react';
import { useEnvironments } from '../../hooks';
import { WithheldNote } from '../Withheld';
import styles from './AppsyncDetails.module.css';
import { QueryConsole } from './QueryConsole';

/** The query console where the viewer may use it, and why not elsewhere. */
export function ConsolePart(props: { environment: string }) {
  const environments = useEnvironments();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h3 id={id} className={styles.heading}>
        Query console
      </h3>
      <PartBoundary name="Query console">
        <AsyncPanel query={environments} label="what you may do">
          {({ environments: all }) => {
            const environment = all.find(one => one.id === props.environment);
            if (!environment) {
              return null;
            }
            return environment.may.queryGraphql ? (
              <QueryConsole environment={environment.id} />
            ) : (
              <WithheldNote
                deed="Sending a query"
                environment={environment.title}
                why={environment.may.withheld?.queryGraphql}
                permission="mobworx.graphql.query"
                setting={
                  <>
                    its <code>queryConsole</code>
                  </>
                }
              />
            );
          }}
        </AsyncPanel>
      </PartBoundary>
    </section>
  );
}
