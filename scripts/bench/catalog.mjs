// A System of a benchmark's own in the catalog of an unpacked portal.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { inRoot } from '../repository.mjs';

const OWNER = 'group:default/web';

const entity = (kind, name, annotations, spec) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
  spec: { owner: OWNER, ...spec },
});

/**
 * Adds a System with components to what the catalog of an unpacked portal reads.
 *
 * @param options.directory - where the portal was unpacked
 * @param options.system - name of the System; its components are `<system>-1` and so on
 * @param options.count - how many components
 * @param options.annotations - those of a component, by its number from 1
 * @returns name of the configuration file to start the portal with
 */
export function writeCatalog({ directory, system, count, annotations }) {
  const components = Array.from({ length: count }, (_, index) =>
    entity('Component', `${system}-${index + 1}`, annotations(index + 1), {
      type: 'service',
      lifecycle: 'production',
      system,
    }),
  );
  writeFileSync(
    path.join(directory, 'bench-catalog.yaml'),
    [entity('System', system, {}, {}), ...components]
      .map(one => stringify(one))
      .join('---\n'),
  );
  // A list of a later file takes the place of the earlier one's.
  const { catalog } = parse(readFileSync(inRoot('app-config.yaml'), 'utf8'));
  const [own] = catalog.locations;
  const name = 'app-config.bench.yaml';
  writeFileSync(
    path.join(directory, name),
    stringify({
      catalog: {
        locations: [
          ...catalog.locations,
          { ...own, target: '../../bench-catalog.yaml' },
        ],
      },
    }),
  );
  return name;
}
