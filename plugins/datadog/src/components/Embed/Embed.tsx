import { Alert, Button } from '@backstage/ui';
import { EMBED_SANDBOX, ReferrerPolicy } from '@internal/plugin-datadog-common';
import { useRef, useState } from 'react';
import { OutLink } from '../OutLink';
import styles from './Embed.module.css';
import { useFrameRefusal } from './useFrameRefusal';
import { useInView } from './useInView';

/** Props of {@link Embed}. */
export interface EmbedProps {
  title: string;
  /** One that has been found to be of Datadog's own hosts. */
  url: string;
  referrerPolicy: ReferrerPolicy;
  /** Whether it is made for frames; others are framed only when somebody asks for it. */
  isShared: boolean;
  /** Whether the backend says that the portal's policy keeps this host out. */
  isBlocked: boolean;
  /** In CSS pixels; all there is by default. */
  width?: number;
  /** In CSS pixels. */
  height: number;
}

const PRIVATE_NOTE =
  'Datadog shows dashboards inside other pages only when they are shared by a public link. Open this one in Datadog; to see it here, share it there and put that link into the annotation.';

function NotInPolicy(props: { url: string }) {
  const { origin, host } = new URL(props.url);
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={`The portal may not show pages of ${host}`}
      description={
        <>
          Its content security policy doesn’t list that host, so the browser
          keeps the page out. The platform team can add <code>{origin}</code> to{' '}
          <code>backend.csp.frame-src</code> in the portal’s configuration and
          start it anew.
        </>
      }
    />
  );
}

/**
 * A page of Datadog inside of ours. Nothing is asked of Datadog before the place comes into view or
 * somebody asks for it.
 */
export function Embed(props: EmbedProps) {
  const { title, url, referrerPolicy, isShared, isBlocked, width, height } =
    props;
  const box = useRef<HTMLDivElement>(null);
  const wasSeen = useInView(box);
  const [wasAskedFor, setWasAskedFor] = useState(false);
  const isRefused = useFrameRefusal(url);
  const isLoaded = (isShared && wasSeen) || wasAskedFor;
  return (
    <figure className={styles.embed} style={{ maxWidth: width }}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <OutLink href={url}>Open in Datadog</OutLink>
      </figcaption>
      {!isShared && <p className={styles.note}>{PRIVATE_NOTE}</p>}
      {isBlocked || isRefused ? (
        <NotInPolicy url={url} />
      ) : (
        <div
          ref={box}
          className={styles.box}
          // What may never be loaded keeps no room free for it.
          style={isShared || isLoaded ? { height } : undefined}
        >
          {isLoaded ? (
            <iframe
              className={styles.frame}
              title={title}
              src={url}
              sandbox={EMBED_SANDBOX}
              referrerPolicy={referrerPolicy}
            />
          ) : (
            <Button variant="secondary" onPress={() => setWasAskedFor(true)}>
              Load {title}
            </Button>
          )}
        </div>
      )}
    </figure>
  );
}
