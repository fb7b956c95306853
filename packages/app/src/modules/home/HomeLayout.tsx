import { cloneElement, ReactElement } from 'react';
import { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { Container, Skeleton, Text } from '@backstage/ui';
import { ErrorPanel } from '@internal/portal-react';
import { GuestNote } from './GuestNote';
import { HomeSearch } from './HomeSearch';
import { MyComponents } from './MyComponents';
import { Systems } from './Systems';
import { Me, useMe } from './useMe';
import { WidgetSection } from './WidgetSection';
import styles from './HomeLayout.module.css';

/** The home page: who you are, a search, what is yours, what your plugins add, where to go. */
export function HomeLayout(props: HomePageLayoutProps) {
  const me = useMe();
  return (
    <main>
      <Container py="6">
        <div className={styles.head}>
          <Text as="h1" variant="title-medium" weight="bold">
            {greeting(me.data)}
          </Text>
          <HomeSearch />
        </div>
        {me.error && (
          <ErrorPanel error={me.error} onRetry={() => me.refetch()} />
        )}
        {me.isPending && <HomeSkeleton />}
        {me.data && <HomeColumns me={me.data} widgets={props.widgets} />}
      </Container>
    </main>
  );
}

function greeting(me: Me | undefined): string {
  return me?.displayName ? `Welcome, ${me.displayName}` : 'Welcome';
}

function HomeColumns(props: {
  me: Me;
  widgets: HomePageLayoutProps['widgets'];
}) {
  const { me, widgets } = props;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {me.isGuest ? <GuestNote /> : <MyComponents me={me} />}
        {widgets.map(({ node, component }) =>
          cloneElement(component as ReactElement, {
            key: node.spec.id,
            Renderer: WidgetSection,
          }),
        )}
      </div>
      <div className={styles.column}>
        <Systems me={me} />
      </div>
    </div>
  );
}

function HomeSkeleton() {
  return (
    <div
      className={styles.columns}
      role="status"
      aria-busy="true"
      aria-label="Loading the home page"
    >
      <Skeleton height={240} />
      <Skeleton height={240} />
    </div>
  );
}
