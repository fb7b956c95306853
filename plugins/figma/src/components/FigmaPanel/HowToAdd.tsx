import {
  FIGMA_COMPONENTS_ANNOTATION,
  FIGMA_FILE_URL_ANNOTATION,
  FIGMA_NODE_IDS_ANNOTATION,
} from '@internal/plugin-figma-common';
import styles from './FigmaPanel.module.css';

const EXAMPLE = `metadata:
  annotations:
    ${FIGMA_FILE_URL_ANNOTATION}: https://www.figma.com/design/…
    ${FIGMA_NODE_IDS_ANNOTATION}: 12:34, 12:56
    ${FIGMA_COMPONENTS_ANNOTATION}: Button, Avatar`;

/** How an entity gets a design file: what to write where. */
export function HowToAdd() {
  return (
    <div className={styles.how}>
      <p>
        Write the address of the file into the entity’s YAML: in Figma,{' '}
        <em>Share → Copy link</em>. The second line chooses the frames of the
        gallery, the third components of the library; both may be left out.
      </p>
      <pre className={styles.example}>{EXAMPLE}</pre>
    </div>
  );
}
