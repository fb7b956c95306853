import { Link } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { EntryList } from './EntryList';
import { HomeSection } from './HomeSection';
import { Me } from './useMe';
import { useMyComponents } from './useMyComponents';

/** The components that the person or the person's teams own. */
export function MyComponents(props: { me: Me }) {
  const query = useMyComponents(props.me);
  return (
    <HomeSection
      title="My components"
      action={<Link href="/catalog?filters[user]=owned">In the catalog</Link>}
    >
      <AsyncPanel
        query={query}
        label="your components"
        isEmpty={components => components.length === 0}
        empty={
          <EmptyNote title="Neither you nor your team owns a component">
            A component belongs to you when its <code>spec.owner</code> in the
            catalog is you or your team.{' '}
            <Link href="/catalog">Browse all components</Link>
          </EmptyNote>
        }
      >
        {components => <EntryList entries={components} />}
      </AsyncPanel>
    </HomeSection>
  );
}
