import { Alert, Button } from '@backstage/ui';
import { EMBED_ORIGINS, embedUrl, File } from '@internal/plugin-figma-common';
import { EmptyNote } from '@internal/portal-react';
import { RiPlayCircleLine } from '@remixicon/react';
import { useState } from 'react';
import { useFrameRefusal } from '../../hooks/useFrameRefusal';
import { OutLink } from '../OutLink';
import styles from './Embed.module.css';

// What Figma’s own pages need, and no more: it can’t navigate the portal or open dialogs over it.
const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-storage-access-by-user-activation',
].join(' ');

/** The address of the embed, unless the kind of file has none or it would be on another host. */
function safeEmbedUrl(file: File): string | undefined {
  const mode = document.body.getAttribute('data-theme-mode');
  const url = embedUrl(file, {
    embedHost: window.location.hostname,
    theme: mode === 'dark' ? 'dark' : 'light',
  });
  return url && EMBED_ORIGINS.includes(new URL(url).origin) ? url : undefined;
}

function Refused() {
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="The portal doesn’t let Figma be shown here yet"
      description={
        <>
          The portal’s content security policy keeps the frame out. The platform
          team can allow it: add {EMBED_ORIGINS.join(' and ')} to{' '}
          <code>backend.csp.frame-src</code>. Until then, open the file in
          Figma.
        </>
      }
    />
  );
}

function Frame(props: { url: string; file: File }) {
  const { url, file } = props;
  const isRefused = useFrameRefusal(url);
  return isRefused ? (
    <Refused />
  ) : (
    <iframe
      className={styles.frame}
      src={url}
      title={`${file.name} in Figma`}
      sandbox={SANDBOX}
      // Figma asks who embeds it; the portal’s own policy would tell nobody.
      referrerPolicy="strict-origin"
      allow="fullscreen"
    />
  );
}

/** The file in Figma itself, loaded when the reader asks for it. */
export function Embed(props: { file: File }) {
  const { file } = props;
  const [url, setUrl] = useState<string>();
  if (!safeEmbedUrl(file)) {
    return (
      <EmptyNote title="This kind of file can’t be shown here">
        <OutLink href={file.url}>Open in Figma</OutLink>
      </EmptyNote>
    );
  }
  return (
    <div className={styles.embed}>
      {url ? (
        <>
          <Frame url={url} file={file} />
          <div className={styles.after}>
            <span>
              Nothing to see? Figma shows a file to whoever is signed in to
              Figma in this browser and may open it there.
            </span>
            <OutLink href={file.url}>Open in Figma</OutLink>
            <Button
              size="small"
              variant="secondary"
              onPress={() => setUrl(undefined)}
            >
              Close
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.before}>
          <p>
            Shows the file in Figma’s own viewer, as you are signed in to Figma
            in this browser. Figma then learns that you look at it from here.
          </p>
          <Button
            variant="secondary"
            iconStart={<RiPlayCircleLine />}
            onPress={() => setUrl(safeEmbedUrl(file))}
          >
            Show the file here
          </Button>
        </div>
      )}
    </div>
  );
}
