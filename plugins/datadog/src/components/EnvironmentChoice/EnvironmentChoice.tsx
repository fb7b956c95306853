import type { Environment } from '@internal/plugin-datadog-common';
import { ChoiceToggle } from '@internal/portal-react';

/** Chooses the environment; nothing where there is only one. */
export function EnvironmentChoice(props: {
  environments: Environment[];
  value: Environment;
  onChange: (name: string) => void;
}) {
  const { environments, value, onChange } = props;
  return environments.length > 1 ? (
    <ChoiceToggle
      label="Environment"
      options={environments.map(({ name, title }) => ({
        id: name,
        label: title,
      }))}
      value={value.name}
      onChange={onChange}
    />
  ) : null;
}
