import { useEntityRef, useFigmaSignals } from '../../hooks';
import styles from './DesignFiles.module.css';
import { FileList } from './FileList';

/** The design files of the system, domain or team whose page is shown. */
export function WholeDesignFiles() {
  useFigmaSignals();
  return (
    <div className={styles.page}>
      <h2 className={styles.heading}>Design files</h2>
      <FileList of={useEntityRef()} />
    </div>
  );
}
