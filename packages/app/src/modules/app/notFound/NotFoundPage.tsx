import { ButtonLink, Container, Flex, Text } from '@backstage/ui';
import { useLocation } from 'react-router-dom';

/** Shown where no page lives. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <main>
      <Container py="10">
        <Flex direction="column" gap="3" align="start">
          <Text as="h1" variant="title-medium" weight="bold">
            There is no page here
          </Text>
          <Text as="p" color="secondary">
            Nothing lives at <code>{pathname}</code>. The address may be
            mistyped, or what it led to was renamed or removed from the catalog.
          </Text>
          <Flex gap="2" style={{ flexWrap: 'wrap' }}>
            <ButtonLink href="/" variant="primary">
              Go to the home page
            </ButtonLink>
            <ButtonLink href="/catalog" variant="secondary">
              Browse the catalog
            </ButtonLink>
          </Flex>
        </Flex>
      </Container>
    </main>
  );
}
