import { Alert, Text } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { ProblemList, describeWorkflowState } from '../WorkflowList';
import type { FormSession } from './formSession';
import { AppIdentityNote, isFilledByPortal } from './AppIdentityNote';
import { FilledNote } from './FilledNote';
import { FormChangesNote } from './FormChangesNote';
import { InputField } from './InputField';
import type { FormProblems } from './inputValues';
import styles from './RunDialog.module.css';

/** Props of {@link RunForm}. */
export interface RunFormProps {
  session: FormSession;
  /** Shown at the fields; absent until the user has tried to run. */
  problems?: FormProblems;
  /** How often the user has tried to run; each time the first field with a problem gets the focus. */
  attempts: number;
  onChange: (name: string, value: string | undefined) => void;
}

function Origin(props: { session: FormSession }) {
  const { file, ref } = props.session.form;
  return (
    <Text
      as="p"
      variant="body-small"
      color="secondary"
      className={styles.origin}
    >
      Read from <code>{file}</code> on {ref.type} <code>{ref.name}</code> at
      commit <code title={ref.sha}>{ref.sha.slice(0, 7)}</code>
    </Text>
  );
}

/** The way to what is wrong: in a long form it may be out of sight. */
function useFocusOnProblem(attempts: number) {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempts > 0) {
      form.current
        ?.querySelector<HTMLElement>('[data-invalid] :is(input, button)')
        ?.focus();
    }
  }, [attempts]);
  return form;
}

/** The fields that the workflow file asks for at the picked ref. */
export function RunForm(props: RunFormProps) {
  const { session, problems, attempts, onChange } = props;
  const formRef = useFocusOnProblem(attempts);
  const { form, values, changes, filled } = session;
  const isRunnable = form.state === 'runnable';
  const fields = (isRunnable ? form.inputs : []).filter(
    input => !isFilledByPortal(form.identity, input),
  );
  return (
    <div ref={formRef} className={styles.form}>
      <Origin session={session} />
      <FormChangesNote changes={changes} />
      <FilledNote filled={filled} />
      {form.identity === 'app' && <AppIdentityNote fields={form.inputs} />}
      {!isRunnable && (
        <Alert
          status="warning"
          icon
          title="This workflow can’t be run on this ref"
          description={describeWorkflowState(form.state)}
        />
      )}
      <ProblemList problems={form.problems} />
      {isRunnable && form.inputs.length === 0 && (
        <Text as="p">This workflow asks for nothing.</Text>
      )}
      {fields.map(input => (
        <InputField
          key={input.name}
          input={input}
          value={values.get(input.name)?.value}
          problem={problems?.fields.get(input.name)}
          onChange={value => onChange(input.name, value)}
        />
      ))}
      {problems?.form && (
        <Alert role="alert" status="danger" icon title={problems.form} />
      )}
    </div>
  );
}
