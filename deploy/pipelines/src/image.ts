import { isProgram, readAnswer } from './report.ts';

/** The answer of `aws ssm get-parameter-history`, oldest first. */
export interface History {
  Parameters: { Value: string; Version: number }[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * The image to deploy.
 *
 * @param wanted - a digest, or `previous` for the one that ran before the present one
 * @throws Error with a sentence when it is neither, or when nothing ran before
 */
export function imageToDeploy(wanted: string, { Parameters }: History): string {
  if (DIGEST.test(wanted)) return wanted;
  if (wanted !== 'previous')
    throw new Error(
      `"${wanted}" is no digest: write sha256: and 64 hexadecimal digits.`,
    );
  const versions = [...Parameters].sort((a, b) => b.Version - a.Version);
  const present = versions[0]?.Value;
  const before = versions.find(({ Value }) => Value !== present);
  if (!before)
    throw new Error('No other image ran here before: name a digest.');
  return before.Value;
}

if (isProgram(import.meta.url)) {
  const [, , wanted, file] = process.argv;
  try {
    process.stdout.write(imageToDeploy(wanted, readAnswer(file)));
  } catch (error) {
    // The output of this program is the digest; what went wrong goes beside it.
    process.stderr.write(`::error::${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
