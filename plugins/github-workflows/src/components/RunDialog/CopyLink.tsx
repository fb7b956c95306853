import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { RiLinksLine } from '@remixicon/react';
import { useState } from 'react';
import { workflowsRouteRef } from '../../routes';

/** Copies the address that opens the form as it is now filled in, and says whether that worked. */
export function CopyLink(props: { search: string }) {
  const tabLink = useRouteRef(workflowsRouteRef);
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  const copy = async () => {
    const link = new URL(
      `${tabLink?.() ?? ''}${props.search}`,
      window.location.href,
    );
    try {
      await navigator.clipboard.writeText(link.href);
      setOutcome('copied');
    } catch {
      // The browser has no clipboard over plain HTTP, or the user forbids it.
      setOutcome('failed');
    }
  };
  const label = {
    copied: 'Link copied',
    failed: 'The browser doesn’t let the portal copy',
  };
  return (
    <>
      <Button variant="tertiary" iconStart={<RiLinksLine />} onPress={copy}>
        {outcome ? label[outcome] : 'Copy link'}
      </Button>
      <VisuallyHidden role="status">{outcome && label[outcome]}</VisuallyHidden>
    </>
  );
}
