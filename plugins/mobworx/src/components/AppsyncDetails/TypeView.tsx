import { Button, Text } from '@backstage/ui';
import styles from './AppsyncDetails.module.css';
import type { SchemaField, SchemaType } from './readSchema';

/** A name with the part that was searched for marked. */
function Name(props: { name: string; search: string }) {
  const { name, search } = props;
  const at = search ? name.toLowerCase().indexOf(search.toLowerCase()) : -1;
  if (at === -1) {
    return <code>{name}</code>;
  }
  const end = at + search.length;
  return (
    <code>
      {name.slice(0, at)}
      <mark>{name.slice(at, end)}</mark>
      {name.slice(end)}
    </code>
  );
}

function Directives(props: { directives: string[] }) {
  return props.directives.length === 0 ? null : (
    <div className={styles.small}>
      <code>{props.directives.join(' ')}</code>
    </div>
  );
}

function Field(props: {
  field: SchemaField;
  search: string;
  has: (name: string) => boolean;
  onOpen: (name: string) => void;
}) {
  const { field, search, has, onOpen } = props;
  const { name, type, args, description, deprecation, directives } = field;
  // Without the brackets and exclamation marks around it.
  const target = (type ?? name).replace(/[[\]!]/g, '');
  return (
    <li className={styles.field}>
      <div className={styles.fieldHead}>
        <span>
          <Name name={name} search={search} />
          {args.length > 0 && <code>({args.join(', ')})</code>}
          {type && <code>: {type}</code>}
        </span>
        {has(target) && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={`Show the type ${target}`}
            onPress={() => onOpen(target)}
          >
            {target}
          </Button>
        )}
      </div>
      {description && <div className={styles.small}>{description}</div>}
      {deprecation && (
        <div className={styles.small}>Deprecated: {deprecation}</div>
      )}
      <Directives directives={directives} />
    </li>
  );
}

/** One type of a schema with what it consists of. */
export function TypeView(props: {
  type: SchemaType;
  /** Marked in the names. */
  search: string;
  /** Whether the schema has a type of that name to show. */
  has: (name: string) => boolean;
  onOpen: (name: string) => void;
}) {
  const { type, search, has, onOpen } = props;
  return (
    <div
      className={styles.type}
      role="region"
      aria-label={`Type ${type.name}`}
      // A region that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <h4 className={styles.typeName}>
        <Name name={type.name} search={search} />{' '}
        <span className={styles.small}>{type.kind}</span>
      </h4>
      {type.description && <Text as="p">{type.description}</Text>}
      <Directives directives={type.directives} />
      {type.fields.length > 0 ? (
        <ul className={styles.plainList}>
          {type.fields.map(field => (
            <Field
              key={field.name}
              field={field}
              search={search}
              has={name => name !== type.name && has(name)}
              onOpen={onOpen}
            />
          ))}
        </ul>
      ) : (
        <Text as="p" color="secondary">
          It has no fields.
        </Text>
      )}
    </div>
  );
}
