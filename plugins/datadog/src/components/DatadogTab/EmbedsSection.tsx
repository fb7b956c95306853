import type { SiteResponse } from '@internal/plugin-datadog-common';
import { Section } from '@internal/portal-react';
import { Dashboards, Graphs, Refusals, useEmbeds } from '../Embeds';

/** The dashboards and graphs that the entity's annotations embed; nothing where they name none. */
export function EmbedsSection(props: { site: SiteResponse }) {
  const { site } = props;
  const embeds = useEmbeds(site);
  const { dashboards, graphs, refused } = embeds;
  if (dashboards.length + graphs.length + refused.length === 0) {
    return null;
  }
  return (
    <Section title="Embedded dashboards and graphs">
      <Refusals refused={refused} site={site} />
      {dashboards.length > 0 && <Dashboards embeds={embeds} site={site} />}
      {graphs.length > 0 && <Graphs embeds={embeds} site={site} />}
    </Section>
  );
}
