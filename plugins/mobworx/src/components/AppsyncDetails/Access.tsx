import { Alert, Text } from '@backstage/ui';
import type {
  AppsyncAccess,
  AppsyncAuthMode,
} from '@internal/plugin-mobworx-common';
import { formatExactTime, useNow } from '@internal/portal-react';
import { counted } from '../counted';
import { Facts } from '../Facts';
import styles from './AppsyncDetails.module.css';

const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

const MODES: Record<AppsyncAuthMode, string> = {
  API_KEY: 'an API key',
  AWS_IAM: 'a signature of AWS IAM',
  AMAZON_COGNITO_USER_POOLS: 'a token of Amazon Cognito',
  OPENID_CONNECT: 'an OpenID Connect token',
  AWS_LAMBDA: 'a token for a Lambda function',
};

function KeyWarning(props: { expiresAt: string }) {
  const now = useNow(60_000);
  const left = Date.parse(props.expiresAt) - Math.max(now, Date.now());
  if (left > WARN_DAYS * DAY_MS) {
    return null;
  }
  const days = Math.floor(left / DAY_MS);
  return (
    <Alert
      status={left > 0 ? 'warning' : 'danger'}
      icon
      title={
        left > 0
          ? `The portal’s API key ends in ${days > 0 ? counted(days, 'day') : 'less than a day'}`
          : 'The portal’s API key has ended'
      }
      description={
        left > 0
          ? 'Extend it, or put another one into the configuration before that: the portal is refused afterwards.'
          : 'Put another one into the configuration: the portal is refused.'
      }
    />
  );
}

function OtherKeys(props: { keys: AppsyncAccess['otherKeys'] }) {
  const { keys } = props;
  return (
    <ul className={styles.plainList}>
      {keys.map(({ description, expiresAt }) => (
        <li key={`${description} ${expiresAt}`}>
          {description ?? 'A key without description'}:{' '}
          {Date.parse(expiresAt) > Date.now() ? 'ends ' : 'ended '}
          <time dateTime={expiresAt}>{formatExactTime(expiresAt)}</time>
        </li>
      ))}
    </ul>
  );
}

/** How the portal signs in to the API, until when it can, and what else the API takes. */
export function Access(props: { access: AppsyncAccess }) {
  const { mode, modes, keyExpiresAt, otherKeys, keysProblem, introspection } =
    props.access;
  return (
    <>
      {keyExpiresAt && <KeyWarning expiresAt={keyExpiresAt} />}
      <Facts
        facts={[
          [
            'The portal signs in with',
            <>
              {MODES[mode]} (<code>{mode}</code>)
            </>,
          ],
          [
            'Its key ends',
            keyExpiresAt && (
              <time dateTime={keyExpiresAt}>
                {formatExactTime(keyExpiresAt)}
              </time>
            ),
          ],
          [
            'The API takes',
            modes.length > 0
              ? modes.join(', ')
              : 'not known: AWS can’t be asked about the API',
          ],
          ['Introspection', introspection ?? 'not known'],
        ]}
      />
      {keysProblem && (
        <Alert
          status="warning"
          icon
          title="The API’s keys can’t be seen"
          description={`${keysProblem.message} ${keysProblem.remedy}`}
        />
      )}
      {otherKeys.length > 0 && (
        <>
          <Text as="p">
            {counted(otherKeys.length, 'other key')} of the API:
          </Text>
          <OtherKeys keys={otherKeys} />
        </>
      )}
    </>
  );
}
