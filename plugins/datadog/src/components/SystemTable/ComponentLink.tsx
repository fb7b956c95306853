import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { SystemRow } from './systemRows';

/** A component, leading to its page in the catalog. */
export function ComponentLink(props: { row: SystemRow }) {
  const { entityRef, title } = props.row;
  const entityLink = useEntityRefLink();
  return <Link href={entityLink(entityRef)}>{title}</Link>;
}
