import { Alert } from '@backstage/ui';
import type {
  RefusedEmbed,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { whichValue, whyRefused } from '../../words/refusals';

/** Which values of which annotations aren't shown, why, and what to write instead. */
export function Refusals(props: {
  refused: RefusedEmbed[];
  site: SiteResponse;
}) {
  const { refused, site } = props;
  return (
    <>
      {refused.map(one => (
        <Alert
          key={`${one.annotation} ${one.position} ${one.reason}`}
          role="note"
          status="warning"
          icon
          title={
            <>
              Not shown as written: <code>{whichValue(one)}</code>
            </>
          }
          description={whyRefused(one, site.embedHosts)}
        />
      ))}
    </>
  );
}
