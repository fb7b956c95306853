import { Select, Text } from '@backstage/ui';
import { describeError } from '@internal/portal-react';
import { useWholes } from '../../hooks';
import type { Whole } from '../../hooks/useWholes';
import styles from './DesignFiles.module.css';

const ALL = 'all';

const TITLES: Record<string, string> = {
  system: 'Systems',
  domain: 'Domains',
  group: 'Owners',
};

/** What may be chosen, in groups; what the address names is there in any case. */
function optionsOf(wholes: Whole[], of: string | undefined) {
  const groups = Object.entries(TITLES)
    .map(([kind, title]) => ({
      title,
      options: wholes
        .filter(whole => whole.kind === kind)
        .map(({ entityRef, title: label }) => ({ id: entityRef, label })),
    }))
    .filter(({ options }) => options.length > 0);
  const isKnown = wholes.some(({ entityRef }) => entityRef === of);
  return [
    { id: ALL, label: 'The whole catalog' },
    ...(of && !isKnown ? [{ id: of, label: of }] : []),
    ...groups,
  ];
}

/** Chooses whose design files are shown. */
export function WholePicker(props: {
  of: string | undefined;
  onChange: (of: string | undefined) => void;
}) {
  const { of, onChange } = props;
  const { data = [], error } = useWholes();
  return (
    <div className={styles.picker}>
      <Select
        label="Design files of"
        search={{ placeholder: 'Find a system or an owner' }}
        options={optionsOf(data, of)}
        value={of ?? ALL}
        onChange={chosen =>
          onChange(chosen === ALL ? undefined : String(chosen))
        }
      />
      {error && (
        <Text as="p" color="secondary" variant="body-small" role="status">
          Systems and owners can’t be listed: {describeError(error).message}
        </Text>
      )}
    </div>
  );
}
