import type { DeclaredPage } from '@internal/plugin-lighthouse-common';
import { useSearchParams } from 'react-router-dom';
import { useAuditPaths } from '../../hooks';
import { AuditsHead } from '../AuditsLayout';
import { RunnerNotes } from '../RunnerNotes';
import { AuditForm } from './AuditForm';
import styles from './CreateAudit.module.css';

/**
 * Asks for an audit of a page. The address may fill the form in (`?url=`), nothing more: an audit
 * runs when somebody sends it.
 *
 * @param props.pages - of the entity in whose tab the form stands, to choose from
 */
export function CreateAudit(props: { pages?: DeclaredPage[] }) {
  const [params] = useSearchParams();
  const { root } = useAuditPaths();
  const url = params.get('url') ?? props.pages?.[0]?.url ?? '';
  const formFactor =
    params.get('formFactor') === 'desktop' ? 'desktop' : 'mobile';
  return (
    <div className={styles.page}>
      <AuditsHead
        back={{
          href: root,
          label: props.pages ? 'All pages of this component' : 'All audits',
        }}
        title="New audit"
        about="Lighthouse opens the page in a browser of its own, as somebody who isn’t signed in."
      />
      <RunnerNotes />
      <AuditForm
        key={`${url} ${formFactor}`}
        initial={{ url, formFactor }}
        pages={props.pages ?? []}
      />
    </div>
  );
}
