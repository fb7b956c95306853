import { Text } from '@backstage/ui';
import type { Withheld } from '@internal/plugin-mobworx-common';
import type { ReactNode } from 'react';

/** Why something isn't offered, and who could change that. */
export function WithheldNote(props: {
  /** Such as “Starting a session”. */
  deed: string;
  environment: string;
  why: Withheld | undefined;
  permission: string;
  /** What of the configuration switches it on. */
  setting: ReactNode;
}) {
  const { deed, environment, why, permission, setting } = props;
  return (
    <Text as="p" color="secondary">
      {why === 'not-permitted' ? (
        <>
          {deed} takes the permission <code>{permission}</code>, which you don’t
          have. Ask the platform team, if your work needs it.
        </>
      ) : (
        <>
          {deed} is switched off in {environment}. The platform team can switch
          it on with {setting}.
        </>
      )}
    </Text>
  );
}
