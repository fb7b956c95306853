import {
  StartSessionRequest,
  startSessionRequestSchema,
} from '@internal/plugin-mobworx-common';

/** A form as it is being filled in. */
export interface SessionForm {
  roomId: string;
  layout: StartSessionRequest['layout'];
  /** One a line. */
  destinations: string;
  /** The environment, typed by whoever fills it in. */
  confirmation: string;
}

export const emptyForm = (): SessionForm => ({
  roomId: '',
  layout: 'grid',
  destinations: '',
  confirmation: '',
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

const { roomId: roomSchema, destinations: destinationsSchema } =
  startSessionRequestSchema.shape;

/** What of a form the backend wouldn't take, in words. */
export function problemsOf(form: SessionForm): {
  roomId?: string;
  destinations?: string;
} {
  const destinations = destinationsSchema.safeParse(linesOf(form.destinations));
  const issue = destinations.error?.issues[0];
  const isAddress = typeof issue?.path[0] === 'number';
  return {
    ...(!roomSchema.safeParse(form.roomId.trim()).success && {
      roomId: 'This is not the id of a room: letters, digits and . : _ - only.',
    }),
    ...(issue && {
      destinations: isAddress
        ? `Line ${(issue.path[0] as number) + 1} is not an RTMP address, such as rtmp://live.example/app/key.`
        : 'There have to be 1 to 5 destinations.',
    }),
  };
}

/** Whether a form may be sent. */
export function isComplete(form: SessionForm, environment: string): boolean {
  return (
    Object.keys(problemsOf(form)).length === 0 &&
    form.confirmation.trim() === environment
  );
}

/** What is sent for a form. */
export function toRequest(
  form: SessionForm,
  idempotencyKey: string,
): StartSessionRequest {
  return {
    confirmEnvironment: form.confirmation.trim(),
    idempotencyKey,
    roomId: form.roomId.trim(),
    layout: form.layout,
    destinations: linesOf(form.destinations),
  };
}
