import { List, ListRow, SearchField, Text } from '@backstage/ui';
import type { AppsyncSchema } from '@internal/plugin-mobworx-common';
import { EmptyNote, useChangeView, useViewParam } from '@internal/portal-react';
import { useMemo } from 'react';
import { counted } from '../counted';
import styles from './AppsyncDetails.module.css';
import { matches, readSchema, SchemaType } from './readSchema';
import { TypeView } from './TypeView';

const SOURCES: Record<AppsyncSchema['source'], string> = {
  'control-plane': 'as AWS has it',
  introspection: 'as the API tells of itself',
};

/** The types of an SDL, or why it can't be read. */
function useTypes(sdl: string): { types?: SchemaType[]; why?: string } {
  return useMemo(() => {
    try {
      return { types: readSchema(sdl) };
    } catch (error) {
      return { why: error instanceof Error ? error.message : String(error) };
    }
  }, [sdl]);
}

function Types(props: { types: SchemaType[] }) {
  const { types } = props;
  const [search = '', setSearch] = useViewParam('search');
  const [name, setName] = useViewParam('of');
  const change = useChangeView();
  const found = types.filter(type => matches(type, search));
  const current = found.find(type => type.name === name) ?? found.at(0);
  return (
    <>
      <SearchField
        className={styles.search}
        label="Search types and fields"
        value={search}
        onChange={text => setSearch(text || undefined, { replace: true })}
      />
      {current ? (
        <div className={styles.browser}>
          <List
            className={styles.types}
            aria-label="Types"
            items={found.map(type => ({ id: type.name, ...type }))}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[current.name]}
            onSelectionChange={keys => {
              const [key] = [...(keys as Set<string>)];
              setName(key);
            }}
          >
            {type => (
              <ListRow
                id={type.id}
                textValue={type.name}
                description={type.kind}
              >
                {type.name}
              </ListRow>
            )}
          </List>
          <TypeView
            type={current}
            search={search}
            has={other => types.some(type => type.name === other)}
            // Without the search, by which the type might not be found.
            onOpen={other => change({ of: other, search: undefined })}
          />
        </div>
      ) : (
        <EmptyNote title={`No type and no field has “${search}” in its name`} />
      )}
    </>
  );
}

/** The schema of a running API: its types with their fields, searchable. */
export function SchemaBrowser(props: { schema: AppsyncSchema }) {
  const { sdl, source, types: count, operations } = props.schema;
  const { types, why } = useTypes(sdl);
  const { queries, mutations, subscriptions } = operations;
  return (
    <>
      <Text as="p">
        {counted(count, 'type')}, {counted(queries, 'query', 'queries')},{' '}
        {counted(mutations, 'mutation')},{' '}
        {counted(subscriptions, 'subscription')}; {SOURCES[source]}.
      </Text>
      {types ? (
        <Types types={types} />
      ) : (
        <>
          <Text as="p">
            It can’t be taken apart ({why}), so here it is as a text.
          </Text>
          <pre
            className={styles.code}
            role="region"
            aria-label="Schema as a text"
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            {sdl}
          </pre>
        </>
      )}
    </>
  );
}
