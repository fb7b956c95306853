import { Button, Container, Skeleton } from '@backstage/ui';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { useAudit, useAuditState } from '../../hooks';
import { CursorPaging } from '../CursorPaging';
import styles from './Audit.module.css';
import { AuditFilterBar } from './AuditFilterBar';
import { AuditTable } from './AuditTable';

/**
 * What was done through the portal. Who may not read all of it is told so, and may choose a
 * component of the own team.
 */
export function Audit() {
  const { filter, cursor, change, isFiltered, clear } = useAuditState();
  const audit = useAudit(filter, cursor);
  return (
    <main>
      <Container>
        <section className={styles.section} aria-labelledby="audit-heading">
          <h2 id="audit-heading" className={styles.heading}>
            What was done through the portal
          </h2>
          <AuditFilterBar mayDownload={audit.isSuccess} />
          <AsyncPanel
            query={audit}
            label="audit"
            skeleton={[1, 2, 3, 4].map(row => (
              <Skeleton key={row} width="100%" height={44} />
            ))}
            isEmpty={({ items }) => items.length === 0}
            empty={
              isFiltered || cursor ? (
                <EmptyNote title="Nothing fits these filters">
                  <Button variant="secondary" onPress={clear}>
                    Show everything
                  </Button>
                </EmptyNote>
              ) : (
                <EmptyNote title="Nothing was done through the portal yet" />
              )
            }
          >
            {({ items, nextCursor }) => (
              <div>
                <AuditTable entries={items} isOld={audit.isPlaceholderData} />
                <CursorPaging
                  cursor={cursor}
                  nextCursor={nextCursor}
                  onChange={next => change({ cursor: next })}
                />
              </div>
            )}
          </AsyncPanel>
        </section>
      </Container>
    </main>
  );
}
