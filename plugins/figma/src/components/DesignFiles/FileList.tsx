import { Button, Card, CardBody, Link, Skeleton } from '@backstage/ui';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  FileItem,
  FilesResponse,
  Problem as FigmaProblem,
  ReferringEntity,
} from '@internal/plugin-figma-common';
import { EmptyNote, ErrorPanel, PartBoundary } from '@internal/portal-react';
import { FigmaProblemError } from '../../api';
import { useFiles } from '../../hooks';
import { sayWhyStale } from '../../hooks/sayWhyStale';
import { FigmaPanel, HowToAdd } from '../FigmaPanel';
import { FileFacts } from '../FileFacts';
import styles from './DesignFiles.module.css';

// A file is shown as an answer that is there already, so that its age is told as everywhere.
const settled = { error: null, isFetching: false, refetch: () => {} };

function Referring(props: { entities: ReferringEntity[] }) {
  const entityLink = useEntityRefLink();
  return (
    <div className={styles.referring}>
      <span className={styles.small}>Design of</span>
      <ul>
        {props.entities.map(({ entityRef, title }) => (
          <li key={entityRef}>
            <Link href={entityLink(entityRef)}>{title}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why a file can’t be shown; one that is only being read is no error. */
function Problem(props: { problem: FigmaProblem }) {
  const { problem } = props;
  const error = new FigmaProblemError(problem);
  return problem.code === 'figma_not_read_yet' ? (
    <div role="status" aria-busy="true">
      <Skeleton width="100%" height={120} />
      <p className={styles.small}>{problem.message}</p>
    </div>
  ) : (
    <ErrorPanel error={error} />
  );
}

function FileTile(props: { item: FileItem }) {
  const { item } = props;
  const { entities } = item;
  const name = 'file' in item ? item.file.name : entities[0].title;
  return (
    <li>
      <Card className={styles.card}>
        <CardBody className={styles.body}>
          <PartBoundary name={name}>
            {'file' in item ? (
              <FigmaPanel
                query={{ ...settled, data: sayWhyStale(item) }}
                label={name}
              >
                {file => <FileFacts summary={file} />}
              </FigmaPanel>
            ) : (
              <>
                <h3 className={styles.name}>{name}</h3>
                <Problem problem={item.problem} />
              </>
            )}
            <Referring entities={entities} />
          </PartBoundary>
        </CardBody>
      </Card>
    </li>
  );
}

function Tiles(props: { answer: FilesResponse; isOld: boolean }) {
  const { items, more } = props.answer;
  return (
    <>
      <ul
        className={styles.tiles}
        aria-label="Design files"
        aria-busy={props.isOld}
      >
        {items.map(item => (
          <FileTile
            key={item.entities.map(({ entityRef }) => entityRef).join()}
            item={item}
          />
        ))}
      </ul>
      {more && (
        <p className={styles.small}>
          There are more than are listed here: choose a system or an owner.
        </p>
      )}
    </>
  );
}

/** The design files of a system or an owner, or of the whole catalog. */
export function FileList(props: {
  of: string | undefined;
  /** Shows those of the whole catalog instead. */
  onAll?: () => void;
}) {
  const { of, onAll } = props;
  const query = useFiles(of);
  return (
    <FigmaPanel
      query={query}
      label="design files"
      skeleton={<Skeleton width="100%" height={320} />}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyNote
          title={
            of ? 'No design file belongs to it' : 'No design file is named'
          }
        >
          <HowToAdd />
          {of && onAll && (
            <Button variant="secondary" size="small" onPress={onAll}>
              Show the whole catalog
            </Button>
          )}
        </EmptyNote>
      }
    >
      {answer => <Tiles answer={answer} isOld={query.isPlaceholderData} />}
    </FigmaPanel>
  );
}
