import { z } from 'zod';

/** Channel of signals that tell that the portal knows something new of a file. */
export const FIGMA_CHANNEL = 'figma';

/** A signal on {@link FIGMA_CHANNEL}: who shows the file asks the portal again. */
export const figmaSignalSchema = z.strictObject({
  /** `changeMark` of the file. */
  changed: z.string().regex(/^[0-9a-f]{16}$/),
});

export type FigmaSignal = z.infer<typeof figmaSignalSchema>;
