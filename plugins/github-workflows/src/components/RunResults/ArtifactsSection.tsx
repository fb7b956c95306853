import { Box, Button, Text } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { Artifact, Run } from '@internal/plugin-github-workflows-common';
import { AsyncPanel, EmptyNote, ErrorPanel } from '@internal/portal-react';
import { useArtifacts, useDownloadArtifact } from '../../hooks';
import { formatBytes, formatDay } from './format';
import { OnceOver } from './OnceOver';
import { sectionStyles } from '../RunSection';
import styles from './RunResults.module.css';

/** Props of {@link ArtifactsSection}. */
export interface ArtifactsSectionProps {
  entityRef: string;
  run: Run;
}

function Expiry(props: { artifact: Artifact }) {
  const { expired, expiresAt } = props.artifact;
  if (!expiresAt) {
    return null;
  }
  return (
    <time dateTime={expiresAt}>
      {expired ? 'expired' : 'kept until'} {formatDay(expiresAt)}
    </time>
  );
}

function ArtifactRow(props: {
  entityRef: string;
  runId: number;
  artifact: Artifact;
}) {
  const { entityRef, runId, artifact } = props;
  const download = useDownloadArtifact(entityRef, runId, artifact);
  return (
    <li className={sectionStyles.row}>
      <div className={sectionStyles.what}>
        <strong className={sectionStyles.name}>{artifact.name}</strong>
        <span className={sectionStyles.details}>
          <span>{formatBytes(artifact.sizeBytes)}</span>
          <Expiry artifact={artifact} />
          {artifact.digest && (
            <code className={styles.digest}>{artifact.digest}</code>
          )}
        </span>
      </div>
      {artifact.expired ? (
        <Text color="secondary">No longer there</Text>
      ) : (
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          aria-label={`Download ${artifact.name}`}
          isPending={download.isPending}
          onPress={() => download.mutate()}
        >
          Download
        </Button>
      )}
      {download.error && (
        <div className={styles.problem}>
          <ErrorPanel error={download.error} />
        </div>
      )}
    </li>
  );
}

function Artifacts(props: ArtifactsSectionProps) {
  const { entityRef, run } = props;
  const artifacts = useArtifacts(entityRef, run.id);
  return (
    <AsyncPanel
      query={artifacts}
      label="artifacts"
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyNote title="This run has kept nothing">
          A job keeps files by the step <code>actions/upload-artifact</code>.
        </EmptyNote>
      }
    >
      {({ items, more }) => (
        <>
          <Box as="ul" bg="neutral" className={sectionStyles.list}>
            {items.map(artifact => (
              <ArtifactRow
                key={artifact.id}
                entityRef={entityRef}
                runId={run.id}
                artifact={artifact}
              />
            ))}
          </Box>
          {more && <Text as="p">GitHub has more of them.</Text>}
        </>
      )}
    </AsyncPanel>
  );
}

/** The files that a run has kept, to download. */
export function ArtifactsSection(props: ArtifactsSectionProps) {
  return (
    <OnceOver
      title="Artifacts"
      run={props.run}
      lookLabel="Look for artifacts now"
    >
      <Artifacts {...props} />
    </OnceOver>
  );
}
