import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { PartBoundary } from '@internal/portal-react';
import { useEntityRef, useFigmaSignals, useSummary } from '../../hooks';
import { entityContentRouteRef } from '../../routes';
import { FigmaPanel } from '../FigmaPanel';
import { FileFacts } from '../FileFacts';
import styles from './DesignCard.module.css';

/** A card for the overview of an entity: its design file, and what is to be done in it. */
export function DesignCard() {
  useFigmaSignals();
  const query = useSummary(useEntityRef());
  const tab = useRouteRef(entityContentRouteRef)?.();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          Design
        </Text>
      </CardHeader>
      <CardBody>
        <PartBoundary name="Design">
          <FigmaPanel
            query={query}
            label="the design file"
            skeleton={<Skeleton width="100%" height={280} />}
          >
            {summary => <FileFacts summary={summary} />}
          </FigmaPanel>
        </PartBoundary>
      </CardBody>
      {tab && query.data && (
        <CardFooter>
          <Link href={tab}>Frames, comments, versions and library</Link>
        </CardFooter>
      )}
    </Card>
  );
}
