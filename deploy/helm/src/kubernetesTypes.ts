import * as models from '@kubernetes/client-node';
import type { Manifest } from './helm.ts';

interface Model {
  getAttributeTypeMap(): { baseName: string; type: string }[];
}

const modelOf = (type: string): Model | undefined => {
  const model = (models as Record<string, unknown>)[type];
  return typeof model === 'function' && 'getAttributeTypeMap' in model
    ? (model as unknown as Model)
    : undefined;
};

// V1Deployment for apps/v1 Deployment; V2HorizontalPodAutoscaler for autoscaling/v2.
function modelOfManifest({ apiVersion = '', kind }: Manifest) {
  const version: string = apiVersion.split('/').at(-1);
  return modelOf(
    `${version.charAt(0).toUpperCase()}${version.slice(1)}${kind}`,
  );
}

function unknownFields(value: unknown, type: string, at: string): string[] {
  const ofList = /^Array<(.+)>$/.exec(type)?.[1];
  if (ofList && Array.isArray(value))
    return value.flatMap((item, index) =>
      unknownFields(item, ofList, `${at}[${index}]`),
    );
  const model = modelOf(type);
  if (!model || value === null || typeof value !== 'object') return [];
  const types = new Map(
    model.getAttributeTypeMap().map(each => [each.baseName, each.type]),
  );
  return Object.entries(value).flatMap(([field, inner]) => {
    const inside = `${at}.${field}`;
    const typeOfField = types.get(field);
    if (!typeOfField) return [`${inside} is no field of ${type}`];
    if (inner === null) return [`${inside} is empty`];
    return unknownFields(inner, typeOfField, inside);
  });
}

async function typeErrors(manifest: Manifest): Promise<string[]> {
  const { apiVersion, kind } = manifest;
  const family = packageOf(apiVersion);
  const found = await import(family).catch(() => undefined);
  if (!found?.[kind]) return [`nobody knows ${apiVersion} ${kind}`];
  try {
    new found[kind](manifest).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

const OPERATORS: Record<string, string> = {
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

function packageOf(apiVersion: string): string {
  const [group] = apiVersion.split('/');
  return `${OPERATORS[group] ?? 'kubernetes-models'}/${apiVersion}`;
}

const isOfOperator = ({ apiVersion = '' }: Manifest) =>
  apiVersion.split('/')[0] in OPERATORS;

/** Fields of the operators' kinds, as far as the chart uses them: their models take any. */
const FIELDS_OF_OPERATORS: Record<string, string[]> = {
  ClusterSecretStore: ['spec.provider.aws.service', 'spec.provider.aws.region'],
  ExternalSecret: [
    'spec.refreshInterval',
    'spec.secretStoreRef.kind',
    'spec.secretStoreRef.name',
    'spec.target.name',
    'spec.target.creationPolicy',
    'spec.data[].secretKey',
    'spec.data[].remoteRef.key',
    'spec.data[].remoteRef.property',
  ],
  HTTPRoute: [
    'spec.parentRefs[].name',
    'spec.parentRefs[].namespace',
    'spec.parentRefs[].sectionName',
    'spec.hostnames[]',
    'spec.rules[].matches[].path.type',
    'spec.rules[].matches[].path.value',
    'spec.rules[].backendRefs[].name',
    'spec.rules[].backendRefs[].port',
  ],
  ServiceMonitor: [
    'spec.selector.matchLabels.*',
    'spec.namespaceSelector.matchNames[]',
    'spec.endpoints[].port',
    'spec.endpoints[].path',
    'spec.endpoints[].interval',
  ],
};

const FIELDS_OF_ALL = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.labels.*',
  'metadata.annotations.*',
];

function leaves(value: unknown, at = ''): string[] {
  if (Array.isArray(value))
    return value.flatMap(item => leaves(item, `${at}[]`));
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([field, inner]) =>
      leaves(inner, at ? `${at}.${field}` : field),
    );
  return [at];
}

function unknownFieldsOfOperator(manifest: Manifest): string[] {
  const known = [
    ...FIELDS_OF_ALL,
    ...(FIELDS_OF_OPERATORS[manifest.kind] ?? []),
  ];
  return leaves(manifest)
    .filter(
      leaf =>
        !known.some(field =>
          field.endsWith('.*')
            ? leaf.startsWith(field.slice(0, -1))
            : field === leaf,
        ),
    )
    .map(leaf => `${leaf} is no field of ${manifest.kind} that the chart uses`);
}

/**
 * What Kubernetes would refuse, or drop without a word: wrong types, missing and unknown fields.
 *
 * @returns sentences; empty for a sound manifest
 */
export async function typeProblems(manifest: Manifest): Promise<string[]> {
  const name = `${manifest.kind}`;
  if (isOfOperator(manifest))
    return [
      ...unknownFieldsOfOperator(manifest),
      ...(await typeErrors(manifest)),
    ];
  const model = modelOfManifest(manifest);
  if (!model) return [`nobody knows ${manifest.apiVersion} ${name}`];
  return [
    ...unknownFields(
      manifest,
      (model as unknown as { name: string }).name,
      name,
    ),
    ...(await typeErrors(manifest)),
  ];
}
