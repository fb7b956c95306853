import { OutLink } from '../OutLink';
import styles from './DesignTab.module.css';

/** The ways to a part of the file. */
export function PartLinks(props: {
  part: { name: string; url: string; devModeUrl?: string };
}) {
  const { name, url, devModeUrl } = props.part;
  return (
    <span className={styles.links}>
      <OutLink href={url} label={`Open in Figma: ${name}`}>
        Open in Figma
      </OutLink>
      {devModeUrl && (
        <OutLink href={devModeUrl} label={`Open in Dev Mode: ${name}`}>
          Open in Dev Mode
        </OutLink>
      )}
    </span>
  );
}
