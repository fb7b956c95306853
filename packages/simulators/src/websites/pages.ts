/** The simulated websites, in the order of their ports. */
export const websiteIds = ['webapp', 'studio-webapp'] as const;

/** One of {@link websiteIds}. */
export type WebsiteId = (typeof websiteIds)[number];

const STYLE = `
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1c2430; background: #fff; }
  header { padding: 1rem 2rem; color: #fff; background: #1d3557; }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem; }
  .rooms { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); padding: 0; list-style: none; }
  .rooms li { padding: 1rem; border: 1px solid #c8d1dc; border-radius: .5rem; }
  .faint { color: #b9c0c9; }
  button { min-height: 3rem; padding: 0 1.5rem; border: 0; border-radius: .5rem; color: #fff; background: #1d5fa8; font: inherit; }
  img { display: block; width: 100%; height: auto; }
`;

/** A picture that every page shows: `/stage.svg`. */
export const STAGE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240"><rect width="640" height="240" fill="#e3ecf5"/><circle cx="200" cy="120" r="60" fill="#1d5fa8"/><circle cx="440" cy="120" r="60" fill="#e76f51"/></svg>`;

/**
 * WebApp's page has faults that an audit finds: a picture without words, a text too faint to read,
 * a field without a name. The studio's has none of them.
 */
export const pages: Record<WebsiteId, string> = {
  webapp: page({
    title: 'MobWorx',
    description: 'Rooms of MobWorx that are open now.',
    body: `
      <h1>Open rooms</h1>
      <img src="/stage.svg" width="640" height="240">
      <p class="faint">3 rooms are open</p>
      <p><input type="search" name="room" placeholder="Find a room"></p>
      <ul class="rooms">
        <li>design-review</li><li>standup</li><li>all-hands</li>
      </ul>
      <p><button type="button">Join</button></p>`,
  }),
  'studio-webapp': page({
    title: 'MobWorx Studio',
    description: 'Bring a room of MobWorx on air.',
    body: `
      <h1>On air</h1>
      <img src="/stage.svg" width="640" height="240" alt="The stage with two speakers">
      <form>
        <p><label for="room">Room</label> <input id="room" name="room" autocomplete="off"></p>
        <p><button type="button">Start the session</button></p>
      </form>`,
  }),
};

function page(parts: { title: string; description: string; body: string }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title}</title>
<meta name="description" content="${parts.description}">
<link rel="icon" href="/stage.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
<header>${parts.title} <small>(simulated)</small></header>
<main>${parts.body}
</main>
</body>
</html>
`;
}
