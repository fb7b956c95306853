import { Skeleton } from '@backstage/ui';
import {
  FIGMA_NODE_IDS_ANNOTATION,
  Frame,
  FramesResponse,
} from '@internal/plugin-figma-common';
import {
  EmptyNote,
  Section,
  StatusBadge,
  useViewParam,
} from '@internal/portal-react';
import { useFrames } from '../../hooks';
import { devStatusWords } from '../../words';
import { FigmaPanel } from '../FigmaPanel';
import { Picture } from '../Picture';
import styles from './DesignTab.module.css';
import { FrameDialog } from './FrameDialog';
import { LongList } from './LongList';
import { PartLinks } from './PartLinks';

// Width to height of the place of every frame, so that they stand in rows, and how many at first.
const SHAPES = {
  wide: { ratio: 4 / 3, first: 9, className: styles.gallery },
  tall: { ratio: 1 / 2, first: 12, className: styles.tallGallery },
};

/** Screens of phones get narrow places, if most of the frames are such. */
function shapeOf(frames: Frame[]): keyof typeof SHAPES {
  const tall = frames.filter(
    ({ width = 1, height = 1 }) => height > 1.5 * width,
  );
  return tall.length > frames.length / 2 ? 'tall' : 'wide';
}

function FrameTile(props: {
  frame: Frame;
  ratio: number;
  onEnlarge: () => void;
}) {
  const { frame, ratio, onEnlarge } = props;
  const { name, page, devStatus, image, problem } = frame;
  const picture = (
    <Picture path={image} problem={problem} alt={name} ratio={ratio} />
  );
  return (
    <li className={styles.frame}>
      {image ? (
        <button
          type="button"
          className={styles.enlarge}
          aria-label={`Enlarge ${name}`}
          aria-haspopup="dialog"
          onClick={onEnlarge}
        >
          {picture}
        </button>
      ) : (
        picture
      )}
      <strong className={styles.partName}>{name}</strong>
      {page && <span className={styles.note}>{page}</span>}
      {devStatus && (
        <StatusBadge {...devStatusWords[devStatus]} variant="plain" />
      )}
      <PartLinks part={frame} />
    </li>
  );
}

function Gallery(props: { answer: FramesResponse }) {
  const { frames, chosenBy } = props.answer;
  const [nodeId, enlarge] = useViewParam('frame');
  const { ratio, first, className } = SHAPES[shapeOf(frames)];
  return (
    <>
      {chosenBy === 'file-url' && (
        <p className={styles.note}>
          The frame that the address of the file opens.{' '}
          <code>{FIGMA_NODE_IDS_ANNOTATION}</code> chooses more.
        </p>
      )}
      <LongList
        name="frames"
        items={frames}
        first={first}
        className={className}
      >
        {frame => (
          <FrameTile
            key={frame.nodeId}
            frame={frame}
            ratio={ratio}
            onEnlarge={() => enlarge(frame.nodeId)}
          />
        )}
      </LongList>
      <FrameDialog
        frame={frames.find(frame => frame.image && frame.nodeId === nodeId)}
        onClose={() => enlarge(undefined, { replace: true })}
      />
    </>
  );
}

/** The frames that the entity chooses, as pictures. */
export function FramesSection(props: { entityRef: string }) {
  const query = useFrames(props.entityRef);
  return (
    <Section title="Frames">
      <FigmaPanel
        query={query}
        label="frames"
        skeleton={<Skeleton width="100%" height={220} />}
        isEmpty={({ frames }) => frames.length === 0}
        empty={
          <EmptyNote title="No frames are chosen">
            Choose some with the annotation{' '}
            <code>{FIGMA_NODE_IDS_ANNOTATION}</code>: the numbers after{' '}
            <code>node-id=</code> in the addresses that Figma copies, such as{' '}
            <code>12-34, 12-56</code>.
          </EmptyNote>
        }
      >
        {answer => <Gallery answer={answer} />}
      </FigmaPanel>
    </Section>
  );
}
