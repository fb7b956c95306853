import { z } from 'zod';

export const entityRef = z.string().max(255);
export const name = z.string().max(500);
export const count = z.number().int().min(0);

/** A page of Figma's; nothing else is ever linked to as Figma. */
export const figmaUrl = z
  .url({ protocol: /^https$/, hostname: /^www\.figma\.com$/ })
  .max(2000);
