import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ShellNavItem } from '@internal/portal-react';
import { RiTeamLine } from '@remixicon/react';
import { useQuery } from '@tanstack/react-query';

const everyTeam: ShellNavItem = {
  to: '/catalog?filters[kind]=group',
  title: 'Teams',
  icon: <RiTeamLine />,
};

/** Items that lead to the teams of the signed-in person; to all teams for whom has none. */
export function useTeamNavItems(): ShellNavItem[] {
  const identityApi = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['identity'],
    queryFn: () => identityApi.getBackstageIdentity(),
  });
  const teams = (data?.ownershipEntityRefs ?? [])
    .map(ref => parseEntityRef(ref))
    .filter(ref => ref.kind.toLocaleLowerCase('en-US') === 'group');
  if (teams.length === 0) {
    return [everyTeam];
  }
  return teams.map(({ namespace, name }) => ({
    to: `/catalog/${namespace}/group/${name}`,
    title: teams.length === 1 ? 'My team' : `Team ${name}`,
    icon: <RiTeamLine />,
  }));
}
