import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';

/** Who is looking at the page. */
export interface Me {
  /** `user:default/sam-okoro` */
  userEntityRef: string;
  /** The person and the teams the person is in, as entity refs. */
  ownershipEntityRefs: string[];
  /** The name to greet with; `undefined` for a guest. */
  displayName?: string;
  isGuest: boolean;
}

/** Asks the session who is signed in; answered by the browser, without a request. */
export function useMe() {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['home', 'me'],
    queryFn: async (): Promise<Me> => {
      const { userEntityRef, ownershipEntityRefs } =
        await identityApi.getBackstageIdentity();
      const { name } = parseEntityRef(userEntityRef);
      // The guest provider calls everybody so (`auth.providers.guest.userEntityRef`).
      const isGuest = name === 'guest';
      const profile = await identityApi.getProfileInfo();
      return {
        userEntityRef,
        ownershipEntityRefs,
        displayName: isGuest ? undefined : (profile.displayName ?? name),
        isGuest,
      };
    },
  });
}
