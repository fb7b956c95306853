import { Badge, Link, Text } from '@backstage/ui';
import { CatalogEntry } from './catalogEntry';
import styles from './EntryList.module.css';

/** Entities in a list: title, what it is, and its description in one line. */
export function EntryList(props: { entries: CatalogEntry[] }) {
  return (
    <ul className={styles.list}>
      {props.entries.map(entry => (
        <li key={entry.ref} className={styles.entry}>
          <div className={styles.title}>
            <Link href={entry.href} weight="bold">
              {entry.title}
            </Link>
            {entry.type && <Badge size="small">{entry.type}</Badge>}
            {entry.lifecycle && entry.lifecycle !== 'production' && (
              <Badge size="small">{entry.lifecycle}</Badge>
            )}
          </div>
          {entry.description && (
            <Text as="p" color="secondary" className={styles.description}>
              {entry.description}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
