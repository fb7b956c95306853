import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RiGithubFill } from '@remixicon/react';
import { HomeSection } from './HomeSection';

/** Tells a guest what a guest can and can't do here. */
export function GuestNote() {
  const identityApi = useApi(identityApiRef);
  return (
    <HomeSection title="You are a guest">
      <Flex direction="column" gap="3">
        <Text as="p">
          You can look at everything in the catalog, and at workflows and their
          runs. To run a workflow, and to see your team’s components here, sign
          in with GitHub: what you may do there, you may do here.
        </Text>
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ButtonLink href="/catalog" variant="primary">
            Browse the catalog
          </ButtonLink>
          <Button
            variant="secondary"
            iconStart={<RiGithubFill />}
            onPress={() => identityApi.signOut()}
          >
            Go to sign-in
          </Button>
        </Flex>
      </Flex>
    </HomeSection>
  );
}
