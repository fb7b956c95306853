import type { AuthorizationRequest } from './oauth';
import type { Account } from './types';

const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --shade: #f6f8fa; --accent: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f6fc; --soft: #b1bac4; --line: #3d444d; --paper: #0d1117; --shade: #151b23; --accent: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--shade); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: .75rem 1rem; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
p { margin: 0 0 .5rem; color: var(--soft); }
.note { border-left: 4px solid var(--accent); background: var(--paper); padding: .5rem .75rem; color: var(--ink); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .375rem; }
button { width: 100%; font: inherit; text-align: left; padding: .4rem .75rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
button span { color: var(--soft); }
button.cancel { margin-top: .5rem; text-align: center; }
`;

/** The page on which a seeded person is chosen; works without a script, by mouse or keyboard. */
export function authorizePage(
  request: AuthorizationRequest,
  people: Account[],
): string {
  const fields = Object.entries({
    client_id: request.app.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scopes.join(' '),
    state: request.state,
  }).filter((field): field is [string, string] => field[1] !== undefined);
  const hidden = fields
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${name}" value="${escape(value)}">`,
    )
    .join('');
  const buttons = people
    .map(({ login, name }) => {
      const label = `Continue as ${escape(name ?? login)} <span>(@${escape(login)})</span>`;
      return `<li><button type="submit" name="login" value="${escape(login)}">${label}</button></li>`;
    })
    .join('\n');
  const scopes = request.scopes.join(', ') || 'public information only';
  const asksFor = request.app.isGithubApp
    ? 'may do for you what you may do yourself, where it is installed'
    : `asks for: ${escape(scopes)}`;
  return page(
    'Sign in to the simulated GitHub',
    `<h1>Sign in to ${escape(request.app.name)}</h1>
<p class="note">This is a simulated GitHub on your own machine. Nobody here is real, and no password is needed.</p>
<p>${escape(request.app.name)} ${asksFor}</p>
<form method="post" action="/login/oauth/authorize">${hidden}
<ul aria-label="People of the simulated GitHub">
${buttons}
</ul>
<button class="cancel" type="submit" name="login" value="">Cancel</button>
</form>`,
  );
}

/** A page for what cannot go on. */
export function errorPage(problem: string): string {
  return page(
    'Simulated GitHub',
    `<h1>Simulated GitHub</h1><p class="note">${escape(problem)}</p>`,
  );
}

/** The frame of every page of the simulated GitHub. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>
`;
}

/** Makes a text safe inside HTML. */
export function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, character => entities[character]);
}
