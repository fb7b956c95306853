import { Radio, RadioGroup, Select, TextField } from '@backstage/ui';
import {
  CreateAuditRequest,
  DeclaredPage,
  formFactorSchema,
} from '@internal/plugin-lighthouse-common';
import { formFactorOptions } from '../AuditStatus';
import { pageLabel } from '../pageLabel';

/** The fields of an audit that is to be asked for. */
export function AuditFields(props: {
  form: CreateAuditRequest;
  /** Of an entity, to choose from. */
  pages: DeclaredPage[];
  /** What is wrong with the address, once the reader has left it. */
  problem: string | undefined;
  isDisabled: boolean;
  onChange: (part: Partial<CreateAuditRequest>) => void;
  onLeave: () => void;
}) {
  const { form, pages, problem, isDisabled, onChange, onLeave } = props;
  return (
    <>
      {pages.length > 0 && (
        <Select
          label="Page of this component"
          isDisabled={isDisabled}
          options={pages.map(page => ({
            id: page.url,
            label: pageLabel(page),
          }))}
          value={pages.some(({ url }) => url === form.url) ? form.url : null}
          onChange={url => url !== null && onChange({ url: String(url) })}
        />
      )}
      <TextField
        label="Address"
        description="With https:// or http:// at its beginning. Pages that the catalog declares may be audited, and hosts that the platform team allows."
        placeholder="https://www.example.com/pricing"
        type="url"
        inputMode="url"
        autoComplete="url"
        isRequired
        isDisabled={isDisabled}
        value={form.url}
        validate={() => problem ?? null}
        validationBehavior="aria"
        onChange={url => onChange({ url })}
        onBlur={onLeave}
      />
      <RadioGroup
        label="Device"
        orientation="horizontal"
        isDisabled={isDisabled}
        value={form.formFactor}
        onChange={value =>
          onChange({ formFactor: formFactorSchema.parse(value) })
        }
      >
        {formFactorOptions.map(({ id, label }) => (
          <Radio key={id} value={id}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
    </>
  );
}
