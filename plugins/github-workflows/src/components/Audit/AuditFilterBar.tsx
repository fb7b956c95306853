import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Alert, Button } from '@backstage/ui';
import { RiCloseLine, RiDownloadLine } from '@remixicon/react';
import {
  AuditFilter,
  auditFilterSchema,
} from '@internal/plugin-github-workflows-common';
import { describeError } from '@internal/portal-react';
import { useAuditDownload, useAuditState } from '../../hooks';
import { ChoiceField, DayField, TextFilter } from '../FilterFields';
import styles from './Audit.module.css';
import { actionOptions, outcomeOptions } from './auditWords';

/** The ref of what was typed, which may be a name alone. */
function readRef(field: 'user' | 'entity', defaultKind: string) {
  return (text: string) => {
    try {
      const ref = parseEntityRef(text, {
        defaultKind,
        defaultNamespace: 'default',
      });
      return auditFilterSchema.shape[field].safeParse(stringifyEntityRef(ref))
        .data;
    } catch {
      return undefined;
    }
  };
}

const readUser = readRef('user', 'user');
const readComponent = readRef('entity', 'component');
const readFile = (text: string) =>
  auditFilterSchema.shape.workflow.safeParse(text).data;

/** Days alone: the moments that the backend takes too aren't for typing. */
function dayOf(moment: string | undefined): string | undefined {
  return moment?.slice(0, 10);
}

function Download(props: { filter: AuditFilter; isDisabled: boolean }) {
  const download = useAuditDownload();
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiDownloadLine />}
        isDisabled={props.isDisabled}
        isPending={download.isPending}
        onPress={() => download.mutate(props.filter)}
      >
        Download as CSV
      </Button>
      {download.isError && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="The file couldn’t be made"
          description={describeError(download.error).message}
        />
      )}
    </>
  );
}

/** What of the audit is shown; the URL keeps it. */
export function AuditFilterBar(props: { mayDownload: boolean }) {
  const { filter, change, isFiltered, clear } = useAuditState();
  return (
    <div role="group" aria-label="Filters of the audit">
      <div className={styles.filters}>
        <TextFilter
          label="Person"
          placeholder="Name"
          value={filter.user?.replace('user:default/', '')}
          read={readUser}
          invalid="This isn’t the name of a user."
          onChange={user => change({ user })}
        />
        <TextFilter
          label="Component"
          placeholder="Name"
          value={filter.entity?.replace('component:default/', '')}
          read={readComponent}
          invalid="This isn’t the name of a component."
          onChange={entity => change({ entity })}
        />
        <TextFilter
          label="Workflow"
          placeholder="deploy.yml"
          value={filter.workflow}
          read={readFile}
          invalid="This isn’t the name of a workflow file."
          onChange={workflow => change({ workflow })}
        />
        <ChoiceField
          label="Action"
          all="Everything"
          options={actionOptions}
          value={filter.action}
          onChange={action =>
            change({ action: action as AuditFilter['action'] })
          }
        />
        <ChoiceField
          label="Outcome"
          all="Any"
          options={outcomeOptions}
          value={filter.outcome}
          onChange={outcome =>
            change({ outcome: outcome as AuditFilter['outcome'] })
          }
        />
        <DayField
          label="From (UTC)"
          value={dayOf(filter.from)}
          max={dayOf(filter.to)}
          onChange={from => change({ from })}
        />
        <DayField
          label="To (UTC)"
          value={dayOf(filter.to)}
          min={dayOf(filter.from)}
          onChange={to => change({ to })}
        />
      </div>
      <div className={styles.more}>
        <Download filter={filter} isDisabled={!props.mayDownload} />
        {isFiltered && (
          <Button
            variant="tertiary"
            size="small"
            iconStart={<RiCloseLine />}
            onPress={clear}
          >
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
}
