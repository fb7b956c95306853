import type { Section as FileSection } from '@internal/plugin-figma-common';
import {
  EmptyNote,
  RelativeTime,
  Section,
  StatusBadge,
} from '@internal/portal-react';
import { useSections } from '../../hooks';
import { devStatusWords } from '../../words';
import { FigmaPanel } from '../FigmaPanel';
import styles from './DesignTab.module.css';
import { LongList } from './LongList';
import { PartLinks } from './PartLinks';

const SHOWN_AT_FIRST = 5;

function MarkedPart(props: { part: FileSection }) {
  const { part } = props;
  const { name, page, status, description, since, by } = part;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <strong className={styles.partName}>{name}</strong>
        <StatusBadge {...devStatusWords[status]} variant="plain" />
      </div>
      {description && <p className={styles.text}>{description}</p>}
      <span className={styles.note}>
        {page && `On ${page}`}
        {since && (
          <>
            {page ? ', since ' : 'Since '}
            <RelativeTime iso={since} />
            {by && ` by ${by}`}
          </>
        )}
      </span>
      <PartLinks part={part} />
    </li>
  );
}

/** What designers have marked as ready for development, and what of it is done. */
export function ReadySection(props: { entityRef: string }) {
  const query = useSections(props.entityRef);
  return (
    <Section title="Ready for development">
      <FigmaPanel
        query={query}
        label="sections"
        isEmpty={({ sections }) => sections.length === 0}
        empty={
          <EmptyNote title="Nothing is marked">
            In Figma, designers mark sections, frames and components as ready
            for development; those appear here.
          </EmptyNote>
        }
      >
        {({ sections, more }) => (
          <>
            <LongList name="ready" items={sections} first={SHOWN_AT_FIRST}>
              {part => <MarkedPart key={part.nodeId} part={part} />}
            </LongList>
            {more && (
              <p className={styles.note}>
                The file has more than are listed here.
              </p>
            )}
          </>
        )}
      </FigmaPanel>
    </Section>
  );
}
