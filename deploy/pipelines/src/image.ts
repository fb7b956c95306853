import { isProgram, readAnswer } from './report.ts';

/** The answer of `aws ssm get-parameter-history`: which images ran, one version for each change. */
export interface History {
  Parameters: { Value: string; Version: number }[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * What ran, oldest first, without the images that somebody went back from: when an image comes again,
 * all that ran since it did was given up.
 */
function standing({ Parameters }: History): string[] {
  const versions = [...Parameters].sort((a, b) => a.Version - b.Version);
  return versions.reduce<string[]>((images, { Value }) => {
    const earlier = images.indexOf(Value);
    return earlier < 0 ? [...images, Value] : images.slice(0, earlier + 1);
  }, []);
}

/**
 * The image to deploy.
 *
 * @param wanted - a digest, or `previous` for the last image before the running one that nobody went
 *   back from: a second `previous` goes further back, never forward again
 * @throws Error with a sentence when it is neither, or when there is nothing to go back to
 */
export function imageToDeploy(wanted: string, history: History): string {
  if (DIGEST.test(wanted)) return wanted;
  if (wanted !== 'previous')
    throw new Error(
      `"${wanted}" is no digest: write sha256: and 64 hexadecimal digits.`,
    );
  const images = standing(history);
  const [before, running] = images.slice(-2);
  if (!running)
    throw new Error(
      before
        ? `There is nothing to go back to: before ${before} no image ran here, and those after it were given up. Name a digest.`
        : 'No image has run here yet: name a digest.',
    );
  return before;
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
