import type { Problem } from '@internal/plugin-figma-common';
import { describeError } from '@internal/portal-react';
import { RiImageLine } from '@remixicon/react';
import { FigmaProblemError } from '../../api';
import { useImage, useInView } from '../../hooks';
import styles from './Picture.module.css';

/** Props of {@link Picture}. */
export interface PictureProps {
  /** As an answer gave it; without it there is no picture, for `problem`’s reason if there is one. */
  path: string | undefined;
  /** What is to be seen. */
  alt: string;
  problem?: Problem;
  /** Width to height of the place that is kept for it. */
  ratio?: number;
}

function NoPicture(props: { error: unknown }) {
  const { title, message, remedy } = describeError(props.error);
  return (
    <span className={styles.none}>
      <RiImageLine size={24} aria-hidden="true" />
      {props.error ? (
        <>
          <strong>{title}</strong>
          <span>
            {message} {remedy}
          </span>
        </>
      ) : (
        'Figma has no picture of it'
      )}
    </span>
  );
}

/** A picture of the design, asked for when it comes near to what is in view. */
export function Picture(props: PictureProps) {
  const { path, alt, problem, ratio = 4 / 3 } = props;
  const [ref, isNear] = useInView<HTMLSpanElement>();
  const { url, error } = useImage(isNear ? path : undefined);
  const isMissing = path === undefined || Boolean(error);
  return (
    <span
      ref={ref}
      className={styles.box}
      style={{ aspectRatio: String(ratio) }}
      aria-busy={(isNear && !isMissing && !url) || undefined}
    >
      {url && <img src={url} alt={alt} loading="lazy" decoding="async" />}
      {isMissing && (
        <NoPicture error={problem ? new FigmaProblemError(problem) : error} />
      )}
    </span>
  );
}
