import { Select, TextAreaField, TextField } from '@backstage/ui';
import { studioLayouts } from '@internal/plugin-mobworx-common';
import { problemsOf, SessionForm } from './sessionForm';

/** The fields of a session that is to be started. */
export function SessionFields(props: {
  form: SessionForm;
  environment: string;
  isDisabled: boolean;
  onChange: (part: Partial<SessionForm>) => void;
}) {
  const { form, environment, isDisabled, onChange } = props;
  const problems = problemsOf(form);
  return (
    <>
      <TextField
        label="Room"
        description="Its id in the Stream service."
        isRequired
        isDisabled={isDisabled}
        value={form.roomId}
        validate={() => (form.roomId === '' ? null : (problems.roomId ?? null))}
        validationBehavior="aria"
        onChange={roomId => onChange({ roomId })}
      />
      <Select
        label="Layout"
        isDisabled={isDisabled}
        options={studioLayouts.map(id => ({ id, label: id }))}
        value={form.layout}
        onChange={key =>
          onChange({
            layout: studioLayouts.find(one => one === key) ?? form.layout,
          })
        }
      />
      <TextAreaField
        label="Destinations"
        description="RTMP addresses with the key of the stream, one a line. The portal keeps no key."
        isRequired
        isDisabled={isDisabled}
        autoComplete="off"
        value={form.destinations}
        validate={() =>
          form.destinations === '' ? null : (problems.destinations ?? null)
        }
        validationBehavior="aria"
        onChange={destinations => onChange({ destinations })}
      />
      <TextField
        label={`Type ${environment} to confirm`}
        isRequired
        isDisabled={isDisabled}
        autoComplete="off"
        value={form.confirmation}
        onChange={confirmation => onChange({ confirmation })}
      />
    </>
  );
}
