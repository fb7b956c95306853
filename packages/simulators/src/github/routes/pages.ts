import { Router } from 'express';
import { authenticate, rightOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { badCredentials } from '../errors';
import { escape, page } from '../oauthPage';

/**
 * What lies outside the API: raw files, and a page for every `html_url`, so that links lead
 * somewhere. The pages know nobody and therefore say nothing about a repository but its name.
 */
export function pageRoutes({ state, appKey }: GithubContext): Router {
  const router = Router();

  router.get(
    '/raw/:owner/:repo/:rest(*)',
    handle(async (req, res) => {
      let actor;
      try {
        actor = authenticate(req.get('Authorization'), state, appKey);
      } catch {
        res
          .status(badCredentials().status)
          .type('text')
          .send('401: Unauthorized');
        return;
      }
      const repository = state.findRepository(
        `${req.params.owner}/${req.params.repo}`,
      );
      const bytes =
        repository && rightOf(actor, repository) !== 'none'
          ? await readRaw(repository.git, req.params.rest)
          : undefined;
      if (!bytes) {
        res.status(404).type('text').send('404: Not Found');
        return;
      }
      res.type('text/plain').send(bytes);
    }),
  );

  router.get('/avatars/:id', (req, res) => {
    const hue = (Number(req.params.id) * 47) % 360;
    res
      .type('image/svg+xml')
      .send(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="hsl(${hue} 45% 45%)"/><circle cx="4" cy="3" r="1.5" fill="#fff"/><path d="M1 8a3 3 0 0 1 6 0" fill="#fff"/></svg>`,
      );
  });

  router.get('*', (req, res) => {
    const path = decodeURIComponent(req.path);
    const what = describe(path);
    res.type('html').send(
      page(
        `Simulated GitHub: ${what}`,
        `<h1>Simulated GitHub: ${escape(what)}</h1>
<p class="note">On the real GitHub this address shows https://github.com${escape(path)}</p>`,
      ),
    );
  });

  return router;
}

function describe(path: string): string {
  const [, owner, name, ...rest] = path.split('/');
  const repository = `${owner}/${name}`;
  const run = /^actions\/runs\/(\d+)/.exec(rest.join('/'));
  if (run) {
    return `run ${run[1]} of ${repository}`;
  }
  const kinds: Record<string, string> = {
    commit: 'commit',
    tree: 'branch',
    blob: 'file',
    compare: 'comparison',
  };
  if (rest.length > 1 && kinds[rest[0]]) {
    return `${kinds[rest[0]]} ${rest.slice(1).join('/')} of ${repository}`;
  }
  return name ? repository : owner || 'home';
}

/** A ref may hold slashes, so every split of `ref/path` is tried, the shortest ref first. */
async function readRaw(
  git: {
    resolve(ref: string): string | undefined;
    readFile(sha: string, path: string): Promise<{ bytes: Buffer } | undefined>;
  },
  rest: string,
): Promise<Buffer | undefined> {
  const parts = rest.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const sha = git.resolve(parts.slice(0, length).join('/'));
    const file =
      sha && (await git.readFile(sha, parts.slice(length).join('/')));
    if (file) {
      return file.bytes;
    }
  }
  return undefined;
}
