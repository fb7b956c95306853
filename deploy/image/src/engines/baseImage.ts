import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { container } from '../container.ts';
import { dockerfile } from '../dockerfile.ts';
import { outputOf } from './program.ts';

// What Debian's own slim image leaves out.
const LEFT_OUT = ['doc', 'man', 'locale', 'info'];

const CONTAINERFILE = `FROM scratch
ADD debian.tar /
COPY node/lib/node_modules/node-linux-${process.arch}/bin /usr/local/bin
COPY node/lib/node_modules/node-linux-${process.arch}/include /usr/local/include
COPY node/lib/node_modules/npm /usr/local/lib/node_modules/npm
COPY authorities.crt /tmp/authorities.crt
RUN groupadd --gid ${container.user} node \\
  && useradd --uid ${container.user} --gid node --create-home node \\
  && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \\
  && cat /tmp/authorities.crt >> /etc/ssl/certs/ca-certificates.crt && rm /tmp/authorities.crt
CMD ["node"]
`;

/** The version of Node.js and the release of Debian of the base in the Dockerfile. */
function baseOf(text: string): { node: string; debian: string } {
  const found = text.match(/^FROM \S*\bnode:([\d.]+)-(\w+)-slim@/m);
  if (!found)
    throw new Error(
      'The base in the Dockerfile is no node:<version>-<release>-slim@<digest>.',
    );
  return { node: found[1], debian: found[2] };
}

/**
 * Writes down how to build an image like the base of the Dockerfile from what Debian and the npm
 * registry have: for machines that reach no registry of images.
 *
 * @param folder - an empty one, which becomes the context of the build
 */
export async function writeBaseContext(folder: string): Promise<void> {
  const { node, debian } = baseOf(dockerfile());
  await mkdir(folder, { recursive: true });
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  await writeFile(path.join(folder, 'Containerfile'), CONTAINERFILE);
  await writeFile(path.join(folder, 'authorities.crt'), '');
  if (authorities)
    await appendFile(
      path.join(folder, 'authorities.crt'),
      await outputOf('cat', [authorities]),
    );
  await Promise.all([
    outputOf('mmdebstrap', [
      '--quiet',
      '--variant=minbase',
      '--include=ca-certificates,libatomic1,libstdc++6',
      ...LEFT_OUT.map(name => `--dpkgopt=path-exclude=/usr/share/${name}/*`),
      debian,
      path.join(folder, 'debian.tar'),
    ]),
    outputOf('npm', [
      'install',
      '--silent',
      '--global',
      '--prefix',
      path.join(folder, 'node'),
      `node-linux-${process.arch}@${node}`,
      'npm@11',
    ]),
  ]);
}
