import { useEntity } from '@backstage/plugin-catalog-react';
import {
  DatadogEmbeds,
  readEmbeds,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { useMemo } from 'react';

/** What the entity's annotations embed, by the rules of the portal's site. */
export function useEmbeds(site: SiteResponse): DatadogEmbeds {
  const { entity } = useEntity();
  return useMemo(() => readEmbeds(entity, site), [entity, site]);
}
