import { Button, Skeleton } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useWebsites } from '../../hooks';
import { AuditsHead } from '../AuditsLayout';
import { NewAuditLink, RunnerNotes } from '../RunnerNotes';
import styles from './AuditList.module.css';
import { AuditTable, isShown } from './AuditTable';
import { ListFilter } from './ListFilter';
import { PageLinks } from './PageLinks';
import { PAGE_SIZE, useListView } from './useListView';

function NothingHere(props: { isFiltered: boolean; onClear: () => void }) {
  return props.isFiltered ? (
    <EmptyNote title="No website fits these filters">
      <Button variant="secondary" onPress={props.onClear}>
        Show all websites
      </Button>
    </EmptyNote>
  ) : (
    <EmptyNote title="No website has been audited yet">
      Ask for an audit of a page, or give a component of the catalog a{' '}
      <code>lighthouse.com/website-url</code>: then its pages are audited by the
      schedule.
    </EmptyNote>
  );
}

/** All audited websites with their trends, each form factor by itself. */
export function AuditList() {
  const { page, q, formFactor, part, goTo, filter } = useListView();
  const websites = useWebsites(part);
  return (
    <div className={styles.page}>
      <AuditsHead
        title="Audits"
        about="How fast, accessible and easy to find our web pages are, measured by Lighthouse"
        actions={<NewAuditLink />}
      />
      <RunnerNotes />
      <ListFilter q={q} formFactor={formFactor} onChange={filter} />
      <AsyncPanel
        query={websites}
        label="audits"
        skeleton={[1, 2, 3, 4].map(row => (
          <Skeleton key={row} width="100%" height={56} />
        ))}
        isEmpty={({ items }) =>
          !items.some(website => isShown(website, formFactor))
        }
        empty={
          <NothingHere
            isFiltered={Boolean(q || formFactor) || page > 1}
            onClear={() => filter({ q: undefined, device: undefined })}
          />
        }
      >
        {({ items, total }) => (
          <>
            <AuditTable
              websites={items}
              formFactor={formFactor}
              isOld={websites.isPlaceholderData}
            />
            <PageLinks
              page={page}
              pages={Math.ceil(total / PAGE_SIZE)}
              total={total}
              onChange={goTo}
            />
          </>
        )}
      </AsyncPanel>
    </div>
  );
}
