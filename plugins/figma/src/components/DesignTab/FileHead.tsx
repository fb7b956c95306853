import type { Summary } from '@internal/plugin-figma-common';
import { describeEditor } from '../../words';
import { LastChange } from '../FileFacts';
import { OutLink } from '../OutLink';
import styles from './DesignTab.module.css';

/** Which file it is, and the ways to it. */
export function FileHead(props: { summary: Summary }) {
  const { file, lastChange } = props.summary;
  const { name, editorType, folderName, mainKey, url, devModeUrl } = file;
  return (
    <div className={styles.head}>
      <strong className={styles.fileName}>{name}</strong>
      <span className={styles.note}>
        {describeEditor(editorType)}
        {mainKey && ', a branch'}
        {folderName && ` in ${folderName}`}
      </span>
      <span className={styles.note}>
        <LastChange lastChange={lastChange} />
      </span>
      <OutLink href={url}>Open in Figma</OutLink>
      {devModeUrl && <OutLink href={devModeUrl}>Open in Dev Mode</OutLink>}
    </div>
  );
}
