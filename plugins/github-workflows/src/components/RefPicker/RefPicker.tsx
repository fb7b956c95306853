import { Combobox, Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiGitBranchLine, RiPriceTag3Line } from '@remixicon/react';
import {
  GitRef,
  LONGEST_REF_NAME,
  RefDetail,
  RefType,
} from '@internal/plugin-github-workflows-common';
import { ErrorPanel } from '@internal/portal-react';
import { useState } from 'react';
import type { PickedRef } from '../../api';
import { useDebounced, useRefDetails, useRefs } from '../../hooks';
import styles from './RefPicker.module.css';

/** Long enough to type on, short enough not to be felt. */
const SEARCH_AFTER_MS = 250;

/** Props of {@link RefPicker}. */
export interface RefPickerProps {
  entityRef: string;
  value: PickedRef;
  isDisabled?: boolean;
  onChange: (picked: PickedRef) => void;
}

function describeRef(
  ref: GitRef,
  base: string,
  detail: RefDetail | undefined,
): string | undefined {
  const marks = [
    ref.isDefault && 'default branch',
    (detail?.isProtected ?? ref.isProtected) && 'protected',
    !ref.isDefault && describeDistance(detail, base),
  ].filter(Boolean);
  return marks.length > 0 ? marks.join(', ') : undefined;
}

function describeDistance(
  detail: RefDetail | undefined,
  base: string,
): string | undefined {
  const { ahead = 0, behind = 0 } = detail?.comparison ?? {};
  if (!detail?.comparison) {
    return undefined;
  }
  if (ahead + behind === 0) {
    return `the same as ${base}`;
  }
  return [ahead > 0 && `${ahead} ahead of`, behind > 0 && `${behind} behind`]
    .filter(Boolean)
    .join(' and ')
    .concat(` ${base}`);
}

/** How far the picked ref is from the default branch. */
function PickedDistance(props: { entityRef: string; value: PickedRef }) {
  const { ref, refType } = props.value;
  const query = { type: refType, ref };
  const { data } = useRefDetails(props.entityRef, query, true);
  const [detail] = data?.items ?? [];
  return detail && data && !(refType === 'branch' && ref === data.base) ? (
    <Text as="p" variant="body-small" color="secondary">
      {describeDistance(detail, data.base) ??
        `shares no history with ${data.base}`}
    </Text>
  ) : null;
}

function useRefSource(props: RefPickerProps, type: RefType) {
  const { entityRef, value } = props;
  const [text, setText] = useState('');
  // The field shows the picked name, which isn't something that the user searches for.
  const wanted = text === value.ref ? '' : text;
  const q = useDebounced(wanted, SEARCH_AFTER_MS);
  const refs = useRefs(entityRef, { q, type });
  const details = useRefDetails(entityRef, { q, type }, refs.isSuccess).data;
  // Until the server has answered, of the names before only those that may be in its answer.
  const isAnswered = q === wanted && !refs.isPlaceholderData;
  const found = (refs.data?.items ?? []).filter(
    ({ name }) =>
      isAnswered || name.toLowerCase().includes(wanted.toLowerCase()),
  );
  return {
    refs,
    source: {
      items: found.map(ref => ({
        id: ref.name,
        label: ref.name,
        description: describeRef(
          ref,
          details?.base ?? '',
          details?.items.find(({ name }) => name === ref.name),
        ),
      })),
      filterText: text,
      setFilterText: (typed: string) =>
        setText(typed.slice(0, LONGEST_REF_NAME)),
      loadingState: refs.isFetching
        ? ('filtering' as const)
        : ('idle' as const),
      // The server gives the first matches; more typing finds the others.
      loadMore: () => {},
    },
  };
}

function RefCombobox(props: RefPickerProps & { type: RefType }) {
  const { value, isDisabled, onChange, type } = props;
  const { refs, source } = useRefSource(props, type);
  const noun = type === 'branch' ? 'Branch' : 'Tag';
  return (
    <>
      <Combobox
        className={styles.field}
        label={noun}
        description={
          refs.data?.more ? 'There are more: type to narrow.' : undefined
        }
        placeholder={`Search for a ${noun.toLowerCase()}`}
        icon={type === 'branch' ? <RiGitBranchLine /> : <RiPriceTag3Line />}
        isDisabled={isDisabled}
        search={{ mode: 'server' }}
        options={source}
        value={
          type === value.refType ? { id: value.ref, label: value.ref } : null
        }
        onChange={item => {
          if (item) {
            onChange({ ref: item.id, refType: type });
          }
        }}
      />
      {refs.error && (
        <ErrorPanel
          error={refs.error}
          onRetry={() => refs.refetch()}
          isRetrying={refs.isFetching}
        />
      )}
    </>
  );
}

/** Picks a branch or a tag; the server searches, the default branch comes first. */
export function RefPicker(props: RefPickerProps) {
  const [type, setType] = useState(props.value.refType);
  return (
    <div className={styles.picker}>
      <ToggleButtonGroup
        aria-label="Kind of ref"
        selectionMode="single"
        disallowEmptySelection
        isDisabled={props.isDisabled}
        selectedKeys={[type]}
        onSelectionChange={keys => {
          const [key] = keys;
          setType(key as RefType);
        }}
      >
        <ToggleButton id="branch">Branches</ToggleButton>
        <ToggleButton id="tag">Tags</ToggleButton>
      </ToggleButtonGroup>
      <RefCombobox key={type} {...props} type={type} />
      <PickedDistance entityRef={props.entityRef} value={props.value} />
    </div>
  );
}
