import {
  FormFactor,
  formFactorSchema,
  websitesQuerySchema,
} from '@internal/plugin-lighthouse-common';
import { useChangeView, useViewParam } from '@internal/portal-react';

/** How many websites a page of the list has. */
export const PAGE_SIZE = 10;

/** Which part of the list is shown; the URL keeps it. */
export function useListView() {
  const [pageText] = useViewParam('page');
  const [text] = useViewParam('q');
  // What of the URL the backend would take; the rest is as if it weren't there.
  const { data: q } = websitesQuerySchema.shape.q.safeParse(text);
  const [formFactor] = useViewParam<FormFactor>(
    'device',
    formFactorSchema.options,
  );
  const change = useChangeView();
  const page = /^[1-9]\d{0,4}$/.test(pageText ?? '') ? Number(pageText) : 1;
  return {
    page,
    q,
    formFactor,
    part: { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE, q },
    goTo: (next: number) =>
      change({ page: next > 1 ? String(next) : undefined }),
    // The list is another one: its first page is shown, and going back doesn’t go through each letter.
    filter: (next: { q?: string; device?: FormFactor }) =>
      change({ ...next, page: undefined }, { replace: true }),
  };
}
