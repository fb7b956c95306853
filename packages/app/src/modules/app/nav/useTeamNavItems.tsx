import { parseEntityRef } from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { ShellNavItem } from '@internal/portal-react';
import { RiTeamLine } from '@remixicon/react';
import { useQuery } from '@tanstack/react-query';

const everyTeam: ShellNavItem = {
  to: '/catalog?filters[kind]=group',
  title: 'Teams',
  icon: <RiTeamLine />,
};

const CONTEXT = { defaultKind: 'group' };

/** Entity references of the teams of the signed-in person. */
function useTeamRefs(): string[] {
  const identityApi = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['identity'],
    queryFn: () => identityApi.getBackstageIdentity(),
  });
  return (data?.ownershipEntityRefs ?? []).filter(
    ref => parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'group',
  );
}

/** What the catalog calls the teams; their names until it has said so. */
function useTeamTitles(refs: string[]): string[] {
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const { data } = useQuery({
    queryKey: ['team-titles', refs],
    queryFn: () =>
      Promise.all(
        refs.map(
          async ref =>
            (await presentationApi!.forEntity(ref, CONTEXT).promise)
              .primaryTitle,
        ),
      ),
    enabled: presentationApi !== undefined && refs.length > 1,
  });
  return (
    data ??
    refs.map(ref => defaultEntityPresentation(ref, CONTEXT).primaryTitle)
  );
}

/** Items that lead to the teams of the signed-in person; to all teams for whom has none. */
export function useTeamNavItems(): ShellNavItem[] {
  const refs = useTeamRefs();
  const titles = useTeamTitles(refs);
  if (refs.length === 0) {
    return [everyTeam];
  }
  return refs.map((ref, index) => {
    const { namespace, name } = parseEntityRef(ref);
    return {
      to: `/catalog/${namespace}/group/${name}`,
      title: refs.length === 1 ? 'My team' : titles[index],
      icon: <RiTeamLine />,
    };
  });
}
