import { Button, Select, Text, TextAreaField } from '@backstage/ui';
import {
  GraphqlQueryResponse,
  QUERY_LIMITS,
} from '@internal/plugin-mobworx-common';
import { ErrorPanel, StatusBadge, useViewParam } from '@internal/portal-react';
import { KeyboardEvent, useState } from 'react';
import { useSendQuery } from '../../hooks';
import { counted } from '../counted';
import styles from './AppsyncDetails.module.css';
import {
  operationNames,
  QueryDraft,
  toRequest,
  variablesProblem,
} from './queryDraft';

const EXAMPLE = 'query {\n  __typename\n}\n';
// Longer ones don't go into the address, which servers and browsers cut.
const MOST_IN_ADDRESS = 4_000;
const MOST_SHOWN = 200_000;

function Answer(props: { answer: GraphqlQueryResponse }) {
  const { data, errors, durationMs } = props.answer;
  const text = JSON.stringify({ data, errors }, null, 2);
  return (
    <>
      <Text as="p">
        {errors && errors.length > 0 ? (
          <StatusBadge
            tone="warning"
            label={`Answered with ${counted(errors.length, 'error')}`}
          />
        ) : (
          <StatusBadge tone="success" label="Answered" />
        )}{' '}
        in {durationMs.toLocaleString('en')} ms
      </Text>
      <pre
        className={styles.code}
        role="region"
        aria-label="Answer"
        // A region that scrolls has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {text.slice(0, MOST_SHOWN)}
      </pre>
      {text.length > MOST_SHOWN && (
        <Text as="p" color="secondary">
          This is the beginning of it; ask for fewer fields to see all.
        </Text>
      )}
    </>
  );
}

/** Sends queries, and nothing but queries, to the API of an environment. */
export function QueryConsole(props: { environment: string }) {
  const [shared, share] = useViewParam('query');
  const [draft, setDraft] = useState<QueryDraft>({
    query: shared ?? EXAMPLE,
    variables: '',
  });
  const { mutate, data, error, isPending } = useSendQuery(props.environment);
  const names = operationNames(draft.query);
  const problem = variablesProblem(draft.variables);
  const mayBeSent = draft.query.trim() !== '' && !problem && !isPending;
  const change = (part: Partial<QueryDraft>) =>
    setDraft(before => ({ ...before, ...part }));
  const run = () => {
    if (mayBeSent) {
      share(draft.query.length <= MOST_IN_ADDRESS ? draft.query : undefined, {
        replace: true,
      });
      mutate(toRequest(draft));
    }
  };
  const runByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  };
  return (
    // What bubbles up from the two fields; each works without it by the button.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.console} onKeyDown={runByKey}>
      <TextAreaField
        className={styles.editor}
        label="Query"
        description="Queries only. Ctrl or ⌘ with Enter runs it."
        rows={8}
        spellCheck="false"
        value={draft.query}
        onChange={query => change({ query })}
      />
      <TextAreaField
        className={styles.editor}
        label="Variables"
        description="JSON. They don’t go into the address of this page, the query does."
        rows={3}
        spellCheck="false"
        value={draft.variables}
        validate={() => problem ?? null}
        validationBehavior="aria"
        onChange={variables => change({ variables })}
      />
      {names.length > 1 && (
        <Select
          label="Operation"
          options={names.map(name => ({ id: name, label: name }))}
          value={names.find(name => name === draft.operationName) ?? names[0]}
          onChange={key => change({ operationName: String(key) })}
        />
      )}
      <Button
        className={styles.run}
        isDisabled={!mayBeSent && !isPending}
        isPending={isPending}
        onPress={run}
      >
        Run the query
      </Button>
      <Text as="p" color="secondary">
        At most {QUERY_LIMITS.maxBytes / 1_000} KB, {QUERY_LIMITS.maxDepth}{' '}
        fields below each other, {QUERY_LIMITS.maxAliases} aliases,{' '}
        {QUERY_LIMITS.maxFields} fields and {QUERY_LIMITS.timeoutMs / 1_000}{' '}
        seconds. It is written down who sent what.
      </Text>
      {error && <ErrorPanel error={error} />}
      <div role="status" className={styles.answer}>
        {data && !error && <Answer answer={data} />}
      </div>
    </div>
  );
}
