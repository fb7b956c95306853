import { PRESETS_FILE } from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { z } from 'zod';
import { repositoryNotFound } from '../github/errors';
import { GithubGateway } from '../github/GithubGateway';
import { Repository, repositoryKey } from '../repository';
import { parsePresets, Presets } from './parsePresets';

// A team changes its presets now and then, and sees it after a minute.
const KEEP_MS = 60_000;

const QUERY = /* GraphQL */ `
  query presets($owner: String!, $repo: String!, $file: String!) {
    repository(owner: $owner, name: $repo) {
      object(expression: $file) {
        ... on Blob {
          text
          isTruncated
        }
      }
    }
  }
`;

const fileAnswer = z.object({
  repository: z
    .object({
      object: z
        .object({
          text: z.string().max(1_000_000).nullish(),
          isTruncated: z.boolean().optional(),
        })
        .nullable(),
    })
    .nullable(),
});

/** Reads the presets that a team keeps in its repository. */
export class PresetReader {
  readonly #gateway: GithubGateway;
  readonly #cache = new ReadCache({ max: 500, ttlMs: KEEP_MS });

  constructor(gateway: GithubGateway) {
    this.#gateway = gateway;
  }

  /** The presets on the default branch; none where there is no such file. */
  presets(repository: Repository): Promise<Fresh<Presets>> {
    return this.#cache.read(repositoryKey(repository), async () => {
      const data = await this.#gateway.query(
        repository,
        QUERY,
        { file: `HEAD:${PRESETS_FILE}` },
        fileAnswer,
      );
      if (!data.repository) {
        throw repositoryNotFound();
      }
      const blob = data.repository.object;
      if (!blob) {
        return { items: [], problems: [] };
      }
      return blob.isTruncated || typeof blob.text !== 'string'
        ? {
            items: [],
            problems: [
              { message: `${PRESETS_FILE} is too large or not a text.` },
            ],
          }
        : parsePresets(blob.text);
    });
  }
}
