import { z } from 'zod';

/** Entity ref with its kind and namespace, such as `component:default/webapp`, in lower case. */
export const entityRefSchema = z
  .string()
  .max(255)
  .regex(
    /^[a-z]+:[\w.-]+\/[\w.-]+$/i,
    'is not an entity ref, such as component:default/webapp',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));
