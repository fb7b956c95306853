import { useEffect } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Card, CardBody, Text } from '@backstage/ui';
import { GuestSession } from '@internal/portal-react';
import { RiEyeLine, RiGithubFill } from '@remixicon/react';
import { LogoFull } from '../nav/Logo';
import { useSignIn } from './useSignIn';
import styles from './SignInPage.module.css';

/** The first page a person sees: sign in with GitHub, or look around as a guest. */
export function SignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const signIn = useSignIn(props.onSignInSuccess);
  const { state } = signIn;

  if (state.step === 'enteringAsGuest') {
    return (
      <GuestSession
        onSignInSuccess={signIn.onGuestSession}
        ErrorComponent={({ error }) => (
          <GuestRefused error={error} onRefused={signIn.onGuestRefused} />
        )}
      />
    );
  }
  if (state.step === 'restoring') {
    return (
      <Text as="p" role="status" className={styles.restoring}>
        Restoring your session …
      </Text>
    );
  }

  const failure = state.step === 'choosing' ? state.failure : undefined;
  const hint = config.getOptionalString('portal.signInHint');
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.logo}>
          <LogoFull />
        </div>
        <Text as="h1" variant="title-medium" weight="bold">
          {config.getOptionalString('app.title') ?? 'MobWorx Portal'}
        </Text>
        <Text as="p" color="secondary">
          Every component of MobWorx, who owns it, and its workflows to run.
        </Text>
        {failure && (
          <Alert
            role="alert"
            status={failure.isOrdinary ? 'info' : 'danger'}
            icon
            title={failure.title}
            description={failure.remedy}
          />
        )}
        <div className={styles.choices}>
          <GithubChoice
            isWaiting={state.step === 'waitingForGithub'}
            onPress={signIn.signInWithGithub}
          />
          {config.getOptionalBoolean('portal.guestSignIn') && (
            <GuestChoice onPress={signIn.enterAsGuest} />
          )}
        </div>
        {hint && (
          <Text as="p" variant="body-small" color="secondary">
            {hint}
          </Text>
        )}
      </div>
    </main>
  );
}

function GithubChoice(props: { isWaiting: boolean; onPress(): void }) {
  return (
    <Card>
      <CardBody className={styles.choice}>
        <Text as="h2" variant="title-x-small" weight="bold">
          GitHub
        </Text>
        <Text as="p" color="secondary">
          Sign in to run workflows. You may do here what you may do there.
        </Text>
        <Button
          variant="primary"
          iconStart={<RiGithubFill />}
          isDisabled={props.isWaiting}
          onPress={props.onPress}
        >
          {props.isWaiting ? 'Waiting for GitHub …' : 'Sign in with GitHub'}
        </Button>
      </CardBody>
    </Card>
  );
}

function GuestChoice(props: { onPress(): void }) {
  return (
    <Card>
      <CardBody className={styles.choice}>
        <Text as="h2" variant="title-x-small" weight="bold">
          Guest
        </Text>
        <Text as="p" color="secondary">
          Look around; guests can’t run anything.
        </Text>
        <Button
          variant="secondary"
          iconStart={<RiEyeLine />}
          onPress={props.onPress}
        >
          Continue as guest
        </Button>
      </CardBody>
    </Card>
  );
}

/** Takes the error of the guest session back to the choices, where it is shown. */
function GuestRefused(props: {
  error?: Error;
  onRefused(error?: Error): void;
}) {
  const { error, onRefused } = props;
  useEffect(() => onRefused(error), [error, onRefused]);
  return null;
}
