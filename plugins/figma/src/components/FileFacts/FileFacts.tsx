import type { Count, Problem, Summary } from '@internal/plugin-figma-common';
import { problemTitle } from '../../api';
import { describeEditor, hasReadyForDev } from '../../words';
import { OutLink } from '../OutLink';
import { Picture } from '../Picture';
import styles from './FileFacts.module.css';
import { LastChange } from './LastChange';

// That of Figma’s thumbnails.
const THUMBNAIL_RATIO = 16 / 10;

const NOT_READ_YET = 'figma_not_read_yet';

/** Why a number isn’t there, in a few words. */
function whyUnknown({ code, message }: Problem): string {
  const title = problemTitle(code) ?? message;
  return code === NOT_READ_YET ? title : `Not known: ${title}`;
}

function Fact(props: { name: string; value: Count }) {
  const { name, value } = props;
  return (
    <div>
      <dt>{name}</dt>
      {'count' in value ? (
        <dd>{value.count.toLocaleString('en')}</dd>
      ) : (
        <dd className={styles.unknown}>{whyUnknown(value.problem)}</dd>
      )}
    </div>
  );
}

/** A design file at a glance: what it looks like, who changed it last, what is to be done in it. */
export function FileFacts(props: {
  summary: Pick<
    Summary,
    | 'file'
    | 'lastChange'
    | 'thumbnail'
    | 'thumbnailProblem'
    | 'openComments'
    | 'readyForDev'
    | 'completed'
  >;
}) {
  const { file, lastChange, thumbnail, thumbnailProblem, ...counts } =
    props.summary;
  const { name, url, folderName, editorType } = file;
  return (
    <div className={styles.facts}>
      <Picture
        path={thumbnail}
        problem={thumbnailProblem}
        alt={`The file ${name} at a glance`}
        ratio={THUMBNAIL_RATIO}
      />
      <div className={styles.about}>
        <h3 className={styles.name}>
          <OutLink href={url} label={`${name}, open in Figma`}>
            {name}
          </OutLink>
        </h3>
        <p className={styles.small}>
          {describeEditor(editorType)}
          {folderName && ` in ${folderName}`}
        </p>
        <p className={styles.small}>
          <LastChange lastChange={lastChange} />
        </p>
      </div>
      <dl className={styles.counts}>
        <Fact name="Open comments" value={counts.openComments} />
        {hasReadyForDev(editorType) && (
          <>
            <Fact name="Ready for dev" value={counts.readyForDev} />
            <Fact name="Completed" value={counts.completed} />
          </>
        )}
      </dl>
    </div>
  );
}
