import type {
  DatadogEmbed,
  DatadogEmbeds,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { Embed } from '../Embed';
import styles from './Embeds.module.css';

// As tall as that of Roadie's plugin.
const DASHBOARD_HEIGHT = 500;

const titleOf = (what: string, { position }: DatadogEmbed, all: unknown[]) =>
  all.length > 1 ? `${what} ${position}` : what;

/** The dashboards that an entity's annotation names. */
export function Dashboards(props: {
  embeds: DatadogEmbeds;
  site: SiteResponse;
}) {
  const { embeds, site } = props;
  const { dashboards, referrerPolicy } = embeds;
  return (
    <div className={styles.embeds}>
      {dashboards.map(dashboard => (
        <Embed
          key={dashboard.position}
          title={titleOf('Datadog dashboard', dashboard, dashboards)}
          url={dashboard.url}
          referrerPolicy={referrerPolicy}
          isShared={dashboard.isShared}
          isBlocked={site.embedHostsBlocked.includes(dashboard.host)}
          height={DASHBOARD_HEIGHT}
        />
      ))}
    </div>
  );
}

/** The graphs that an entity's annotation names. */
export function Graphs(props: { embeds: DatadogEmbeds; site: SiteResponse }) {
  const { embeds, site } = props;
  const { graphs, graphSize, referrerPolicy } = embeds;
  return (
    <div className={styles.embeds}>
      {graphs.map(graph => (
        <Embed
          key={graph.position}
          title={titleOf('Datadog graph', graph, graphs)}
          url={graph.url}
          referrerPolicy={referrerPolicy}
          isShared={graph.isShared}
          isBlocked={site.embedHostsBlocked.includes(graph.host)}
          width={graphSize.width}
          height={graphSize.height}
        />
      ))}
    </div>
  );
}
