import { Skeleton } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { hasFigmaFile, Summary } from '@internal/plugin-figma-common';
import { EmptyNote, Section } from '@internal/portal-react';
import { useEntityRef, useFigmaSignals, useSummary } from '../../hooks';
import { hasReadyForDev } from '../../words';
import { Embed } from '../Embed';
import { FigmaPanel, HowToAdd, ToldProblemContext } from '../FigmaPanel';
import { CommentsSection } from './CommentsSection';
import styles from './DesignTab.module.css';
import { FileHead } from './FileHead';
import { FramesSection } from './FramesSection';
import { LibrarySection } from './LibrarySection';
import { LinksSection } from './LinksSection';
import { ReadySection } from './ReadySection';
import { VersionsSection } from './VersionsSection';

function FileView(props: { entityRef: string; summary: Summary }) {
  const { entityRef, summary } = props;
  return (
    <ToldProblemContext.Provider value={summary.problem?.code}>
      <FileHead summary={summary} />
      <FramesSection entityRef={entityRef} />
      <div className={styles.columns}>
        <div>
          {hasReadyForDev(summary.file.editorType) && (
            <ReadySection entityRef={entityRef} />
          )}
          <VersionsSection entityRef={entityRef} />
        </div>
        <div>
          <CommentsSection entityRef={entityRef} />
          <LinksSection entityRef={entityRef} />
        </div>
      </div>
      <LibrarySection entityRef={entityRef} />
      <Section title="In Figma">
        <Embed file={summary.file} />
      </Section>
    </ToldProblemContext.Provider>
  );
}

function DesignFile() {
  const entityRef = useEntityRef();
  const query = useSummary(entityRef);
  return (
    <FigmaPanel
      query={query}
      label="the design file"
      skeleton={<Skeleton width="100%" height={320} />}
    >
      {summary => <FileView entityRef={entityRef} summary={summary} />}
    </FigmaPanel>
  );
}

/** The design file of an entity: what it looks like, what is to be built, what is discussed. */
export function DesignTab() {
  useFigmaSignals();
  const { entity } = useEntity();
  return (
    <div className={styles.tab}>
      <h2 className={styles.heading}>Design</h2>
      {hasFigmaFile(entity) ? (
        <DesignFile />
      ) : (
        <EmptyNote title="No design file is named yet">
          <HowToAdd />
        </EmptyNote>
      )}
    </div>
  );
}
