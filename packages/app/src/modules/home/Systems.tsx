import { Link, Text } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { CatalogEntry } from './catalogEntry';
import { EntryList } from './EntryList';
import { HomeSection } from './HomeSection';
import styles from './HomeLayout.module.css';
import { Me } from './useMe';
import { useSystems } from './useSystems';

interface DomainGroup {
  domain?: CatalogEntry;
  systems: CatalogEntry[];
}

/** Systems under their domain; those whose domain the catalog doesn't know come last. */
function byDomain(entries: CatalogEntry[]): DomainGroup[] {
  const systems = entries.filter(entry => entry.kind === 'system');
  const groups: DomainGroup[] = entries
    .filter(entry => entry.kind === 'domain')
    .map(domain => ({
      domain,
      systems: systems.filter(system => system.domain === domain.name),
    }));
  const placed = new Set(groups.flatMap(group => group.systems));
  const others = systems.filter(system => !placed.has(system));
  return [...groups, { systems: others }].filter(
    group => group.domain || group.systems.length > 0,
  );
}

/** Quick links to the systems, by domain. */
export function Systems(props: { me: Me }) {
  const query = useSystems(props.me);
  return (
    <HomeSection title="Systems">
      <AsyncPanel
        query={query}
        label="systems"
        isEmpty={entries => entries.length === 0}
        empty={
          <EmptyNote title="The catalog has no systems yet">
            Each is a file in <code>catalog/systems</code>.
          </EmptyNote>
        }
      >
        {entries =>
          byDomain(entries).map(({ domain, systems }) => (
            <div key={domain?.ref ?? ''} className={styles.domain}>
              {domain && (
                <Text as="h3" variant="body-small" color="secondary">
                  <Link href={domain.href} color="secondary">
                    {domain.title}
                  </Link>
                </Text>
              )}
              <EntryList entries={systems} />
            </div>
          ))
        }
      </AsyncPanel>
    </HomeSection>
  );
}
