import { ButtonLink, Link, Text } from '@backstage/ui';
import {
  DeploymentsResponse,
  EnvironmentState,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import { AsyncPanel, Section } from '@internal/portal-react';
import { useDeployments, useEntityPath } from '../../hooks';
import { DeploymentFacts, DeploymentProblemNote } from '../ServiceFacts';
import styles from './ServicePage.module.css';

/**
 * Address of the form of a workflow, filled in, below the page of an entity: that of the GitHub
 * Workflows plugin, which opens it and runs nothing by itself.
 */
function formPath(
  entityPath: string,
  {
    workflow,
    ref,
    refType,
    inputs,
  }: NonNullable<DeploymentsResponse['promotion']>,
): string {
  const search = new URLSearchParams({
    workflow,
    ref,
    ...(refType === 'tag' && { refType }),
    inputs: JSON.stringify(inputs),
  });
  return `${entityPath}/workflows?${search}`;
}

function Promotion(props: {
  deployments: DeploymentsResponse;
  titleOf: (environment: string) => string;
}) {
  const { deployments, titleOf } = props;
  const { entityRef, promotion, promotionProblem } = deployments;
  const entityPath = useEntityPath();
  const path = entityRef && entityPath(entityRef);
  if (promotionProblem) {
    return (
      <Text as="p" color="secondary">
        It isn’t known how it would be brought on. {promotionProblem.message}{' '}
        {promotionProblem.remedy}
      </Text>
    );
  }
  if (!promotion || !path) {
    return (
      <Text as="p" color="secondary">
        There is nothing to bring on, or no workflow is known that does.
      </Text>
    );
  }
  const { from, to, ref, exact } = promotion;
  return (
    <div className={styles.promotion}>
      <ButtonLink
        href={formPath(path, promotion)}
        variant="primary"
        size="small"
      >
        Bring {titleOf(from)} to {titleOf(to)}
      </ButtonLink>
      <Text as="p" color="secondary">
        Opens the form of <code>{promotion.workflow}</code> at{' '}
        <code>{ref}</code>, filled in. Nothing runs until you send it.
        {!exact &&
          ` The branch has moved on since: it brings more than what runs in ${titleOf(from)}.`}
      </Text>
    </div>
  );
}

function DeploymentList(props: {
  environments: DeploymentsResponse['environments'];
  titleOf: (environment: string) => string;
}) {
  const { environments, titleOf } = props;
  return (
    <ul className={styles.deployments}>
      {environments.map(({ environment, deployment, deploymentProblem }) => (
        <li key={environment} className={styles.deployment}>
          <strong>{titleOf(environment)}</strong>
          {deployment ? (
            <dl className={styles.facts}>
              <DeploymentFacts deployment={deployment} />
            </dl>
          ) : (
            <Text as="p" color="secondary">
              Not known what runs here.
            </Text>
          )}
          {deploymentProblem && (
            <DeploymentProblemNote problem={deploymentProblem} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What of a service runs in each environment, and the form that would bring it on. */
export function DeploymentsSection(props: {
  service: ServiceId;
  environments: EnvironmentState[];
  /** Without what runs where and the way to the entity: the page around it has both. */
  onlyPromotion?: boolean;
}) {
  const { service, environments, onlyPromotion } = props;
  const deployments = useDeployments(service);
  const entityPath = useEntityPath();
  const titleOf = (id: string) =>
    environments.find(one => one.id === id)?.title ?? id;
  const entityRef = deployments.data?.entityRef;
  const path = entityRef && entityPath(entityRef);
  return (
    <Section
      title="Deployments"
      action={path && !onlyPromotion && <Link href={path}>In the catalog</Link>}
    >
      <AsyncPanel query={deployments} label="deployments">
        {answer => (
          <>
            {!onlyPromotion && (
              <DeploymentList
                environments={answer.environments}
                titleOf={titleOf}
              />
            )}
            <Promotion deployments={answer} titleOf={titleOf} />
          </>
        )}
      </AsyncPanel>
    </Section>
  );
}
