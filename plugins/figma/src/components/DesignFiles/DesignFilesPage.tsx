import { Container } from '@backstage/ui';
import { filesQuerySchema } from '@internal/plugin-figma-common';
import { useViewParam } from '@internal/portal-react';
import { useFigmaSignals } from '../../hooks';
import styles from './DesignFiles.module.css';
import { FigmaState } from './FigmaState';
import { FileList } from './FileList';
import { WholePicker } from './WholePicker';

/** Every design file that the catalog refers to, or those of a system or an owner. */
export function DesignFilesPage() {
  useFigmaSignals();
  const [named, choose] = useViewParam('of');
  // What the backend wouldn't take is as if it weren't there.
  const { data: of } = filesQuerySchema.shape.of.safeParse(named);
  return (
    <main>
      <Container py="4">
        <div className={styles.page}>
          <div>
            <h2 className={styles.heading}>Design files</h2>
            <p className={styles.about}>
              The files in Figma that components, systems and other entities
              name as their design, latest change first
            </p>
          </div>
          <WholePicker of={of} onChange={choose} />
          <FileList of={of} onAll={() => choose(undefined)} />
          <FigmaState />
        </div>
      </Container>
    </main>
  );
}
