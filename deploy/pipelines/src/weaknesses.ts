import { end, isProgram, readAnswer } from './report.ts';

/** The answer of `aws ecr describe-image-scan-findings`. */
export interface Scan {
  imageScanStatus?: { status: string; description?: string };
  imageScanFindings?: {
    findingSeverityCounts?: Record<string, number>;
    findings?: { name: string; severity: string; uri?: string }[];
  };
}

/**
 * What of a scan keeps an image from being deployed: a critical weakness, or a scan that didn't work.
 *
 * @returns sentences; empty for an image that may be deployed
 */
export function weaknesses({
  imageScanStatus,
  imageScanFindings,
}: Scan): string[] {
  if (!['COMPLETE', 'ACTIVE'].includes(imageScanStatus?.status ?? ''))
    return [
      `The scan is ${imageScanStatus?.status ?? 'missing'}: ${imageScanStatus?.description ?? 'no reason is given'}.`,
    ];
  const count = imageScanFindings?.findingSeverityCounts?.CRITICAL ?? 0;
  if (!count) return [];
  const names = (imageScanFindings?.findings ?? [])
    .filter(({ severity }) => severity === 'CRITICAL')
    .map(({ name }) => name);
  return [`${count} critical: ${names.join(', ') || 'see the registry'}.`];
}

if (isProgram(import.meta.url))
  end(
    weaknesses(readAnswer(process.argv[2])),
    'The scan has found nothing critical.',
  );
