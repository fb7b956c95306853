import type { Entity } from '@backstage/catalog-model';
import { FIGMA_FILE_URL_ANNOTATION } from '@internal/plugin-figma-common';
import { KEY } from './builders';

function makeEntity(
  kind: string,
  name: string,
  title: string,
  more: { file?: string; type?: string } = {},
): Entity {
  const { file, type } = more;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      title,
      namespace: 'default',
      annotations: file ? { [FIGMA_FILE_URL_ANNOTATION]: file } : {},
    },
    spec: { type },
  };
}

/** A website with a design file. */
export const webapp = makeEntity('Component', 'webapp', 'WebApp', {
  file: `https://www.figma.com/design/${KEY}/MobZ`,
  type: 'website',
});

/** One that names none. */
export const demo = makeEntity('Component', 'demo', 'Demo', {
  type: 'website',
});

/** What has no screens and no file. */
export const service = makeEntity('Component', 'stream', 'Stream', {
  type: 'service',
});

export const clientApps = makeEntity('System', 'client-apps', 'Client apps');
export const designers = makeEntity('Group', 'design', 'Design');
