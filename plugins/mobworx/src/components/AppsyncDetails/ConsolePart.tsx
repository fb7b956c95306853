import { AsyncPanel, Section } from '@internal/portal-react';
import { useEnvironments } from '../../hooks';
import { WithheldNote } from '../Withheld';
import { QueryConsole } from './QueryConsole';

/** The query console where the viewer may use it, and why not elsewhere. */
export function ConsolePart(props: { environment: string }) {
  const environments = useEnvironments();
  return (
    <Section title="Query console">
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
    </Section>
  );
}
