import type { Version, VersionsResponse } from '@internal/plugin-figma-common';
import { EmptyNote, RelativeTime, Section } from '@internal/portal-react';
import { useVersions } from '../../hooks';
import { FigmaPanel } from '../FigmaPanel';
import { OutLink } from '../OutLink';
import styles from './DesignTab.module.css';
import { LongList } from './LongList';

const SHOWN_AT_FIRST = 5;
const UNNAMED = 'Saved by Figma';

function VersionRow(props: { version: Version }) {
  const { label, description, at, by, url } = props.version;
  return (
    <li className={styles.item}>
      <OutLink href={url}>
        {label ? <strong className={styles.partName}>{label}</strong> : UNNAMED}
      </OutLink>
      {description && <p className={styles.text}>{description}</p>}
      <span className={styles.note}>
        <RelativeTime iso={at} />
        {by && ` by ${by}`}
      </span>
    </li>
  );
}

function History(props: { answer: VersionsResponse }) {
  const { versions, more, file } = props.answer;
  return (
    <>
      <LongList name="versions" items={versions} first={SHOWN_AT_FIRST}>
        {version => <VersionRow key={version.id} version={version} />}
      </LongList>
      {more && (
        <p className={styles.note}>
          There are older ones;{' '}
          <OutLink href={file.url}>see them in Figma</OutLink>
        </p>
      )}
    </>
  );
}

/** The history of the file; versions that somebody gave a name come first. */
export function VersionsSection(props: { entityRef: string }) {
  const query = useVersions(props.entityRef);
  return (
    <Section title="Versions">
      <FigmaPanel
        query={query}
        label="versions"
        isEmpty={({ versions }) => versions.length === 0}
        empty={<EmptyNote title="Figma has kept no version yet" />}
      >
        {answer => <History answer={answer} />}
      </FigmaPanel>
    </Section>
  );
}
