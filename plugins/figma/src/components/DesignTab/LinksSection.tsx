import type {
  DevResource,
  DevResourcesResponse,
} from '@internal/plugin-figma-common';
import { EmptyNote, Section, StatusBadge } from '@internal/portal-react';
import { RiLinkM } from '@remixicon/react';
import { useDevResources } from '../../hooks';
import { FigmaPanel } from '../FigmaPanel';
import { OutLink } from '../OutLink';
import { AddLink } from './AddLink';
import styles from './DesignTab.module.css';
import { LongList } from './LongList';

const SHOWN_AT_FIRST = 5;

function LinkRow(props: { resource: DevResource }) {
  const { name, url, nodeId, nodeName, nodeUrl, isThisEntity } = props.resource;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        {url ? (
          <OutLink href={url}>{name}</OutLink>
        ) : (
          <span className={styles.partName}>{name}</span>
        )}
        {isThisEntity && (
          <StatusBadge
            tone="success"
            icon={RiLinkM}
            label="This entity"
            variant="plain"
          />
        )}
      </div>
      {!url && (
        <span className={styles.note}>
          What it leads to isn’t the address of a web page.
        </span>
      )}
      <span className={styles.note}>
        From{' '}
        <OutLink href={nodeUrl}>{nodeName ?? `the part ${nodeId}`}</OutLink>
      </span>
    </li>
  );
}

function Links(props: { entityRef: string; answer: DevResourcesResponse }) {
  const { entityRef, answer } = props;
  const { resources, more } = answer;
  return (
    <>
      {resources.length > 0 ? (
        <LongList name="links" items={resources} first={SHOWN_AT_FIRST}>
          {resource => <LinkRow key={resource.id} resource={resource} />}
        </LongList>
      ) : (
        <EmptyNote title="No part of the file links to code">
          In Dev Mode such links lead from the design to what is built of it.
        </EmptyNote>
      )}
      {more && (
        <p className={styles.note}>The file has more than are listed here.</p>
      )}
      <AddLink entityRef={entityRef} answer={answer} />
    </>
  );
}

/** Links from the design to code, and the way to add one to this entity. */
export function LinksSection(props: { entityRef: string }) {
  const { entityRef } = props;
  const query = useDevResources(entityRef);
  return (
    <Section title="Links to code">
      <FigmaPanel query={query} label="links to code">
        {answer => <Links entityRef={entityRef} answer={answer} />}
      </FigmaPanel>
    </Section>
  );
}
