import { Select, Switch, Text, TextField } from '@backstage/ui';
import type { WorkflowInput } from '@internal/plugin-github-workflows-common';
import { useId } from 'react';
import styles from './RunDialog.module.css';

/** Props of {@link InputField}. */
export interface InputFieldProps {
  input: WorkflowInput;
  value: string | undefined;
  /** What is wrong with the value; shown at the field. */
  problem?: string;
  onChange: (value: string | undefined) => void;
}

/** No option of a file can be this: YAML has no such character outside of quotes. */
const NOT_SET = '\u0000not-set';

function fieldProps({ input, problem }: InputFieldProps) {
  return {
    label: input.name,
    description: input.description,
    isRequired: input.required,
    // The server's rules, in our words, instead of the browser's bubble.
    validationBehavior: 'aria' as const,
    validate: () => problem ?? null,
  };
}

function SwitchField(props: InputFieldProps) {
  const { input, value, onChange } = props;
  const descriptionId = useId();
  return (
    <div>
      <Switch
        label={input.name}
        isSelected={value === 'true'}
        aria-describedby={input.description ? descriptionId : undefined}
        onChange={isOn => onChange(isOn ? 'true' : 'false')}
      />
      {input.description && (
        <Text
          as="p"
          id={descriptionId}
          variant="body-small"
          color="secondary"
          className={styles.switchDescription}
        >
          {input.description}
        </Text>
      )}
    </div>
  );
}

function SelectField(props: InputFieldProps & { options: string[] }) {
  const { input, value, options, onChange } = props;
  const items = options.map(option => ({
    id: option,
    label: option === '' ? '(empty)' : option,
  }));
  return (
    <Select
      {...fieldProps(props)}
      options={
        input.required ? items : [{ id: NOT_SET, label: 'Leave out' }, ...items]
      }
      placeholder={
        options.length === 0 ? 'There is nothing to choose' : 'Choose a value'
      }
      // Never null, for which a select shows no problem; a key without an option shows the placeholder.
      value={value ?? NOT_SET}
      onChange={key =>
        onChange(key === NOT_SET || key === null ? undefined : String(key))
      }
    />
  );
}

/** The field for an input, by its type. */
export function InputField(props: InputFieldProps) {
  const { input, value, onChange } = props;
  if (input.type === 'boolean') {
    return <SwitchField {...props} />;
  }
  if (
    input.type === 'choice' ||
    (input.type === 'environment' && input.options)
  ) {
    return <SelectField {...props} options={input.options ?? []} />;
  }
  return (
    // A number is typed as text too: a number field would round and group what GitHub takes as it is.
    <TextField
      {...fieldProps(props)}
      inputMode={input.type === 'number' ? 'decimal' : undefined}
      value={value ?? ''}
      onChange={onChange}
    />
  );
}
