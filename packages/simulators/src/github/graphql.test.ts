import { checkedGithub } from '../__testUtils__/checkedGithub';

const { start } = checkedGithub();

describe('GraphQL', () => {
  const ask = async (
    login: string | undefined,
    query: string,
    variables = {},
  ) => {
    const github = await start();
    const response = await fetch(`${github.url}/api/graphql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(login ? { Authorization: `Bearer gho_simulated_${login}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: await response.json() };
  };

  it('finds refs by part of their name and reads the files of a folder at a ref', async () => {
    const { body } = await ask(
      'jo-lindt',
      `{ repository(owner: "MobWorx", name: "appsync-service") {
        refs(refPrefix: "refs/heads/", query: "SCHEMA", first: 5) { totalCount nodes { name target { oid } } }
        defaultBranchRef { name branchProtectionRule { pattern } }
        object(expression: "v1.5.0:.github/workflows") { ... on Tree { entries { name oid object { ... on Blob { text isTruncated } } } } }
      } }`,
    );
    const { refs, defaultBranchRef, object } = body.data.repository;
    expect(refs).toMatchObject({
      totalCount: 1,
      nodes: [{ name: 'feature/schema-v2' }],
    });
    expect(defaultBranchRef).toEqual({
      name: 'master',
      branchProtectionRule: { pattern: 'master' },
    });
    const names = object.entries.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
      'ci.yml',
      'deploy.yml',
      'legacy-deploy.yml',
      'nightly.yml',
    ]);
    expect(object.entries[1].object).toMatchObject({
      text: expect.stringContaining('name: Deploy'),
      isTruncated: false,
    });
  });

  it('hides what the token may not see, and takes no anonymous call', async () => {
    const operations =
      '{ repository(owner: "MobWorx", name: "operations") { nameWithOwner } }';
    expect(await ask('jo-lindt', operations)).toMatchObject({
      status: 200,
      body: {
        data: { repository: null },
        errors: [
          {
            type: 'NOT_FOUND',
            message:
              "Could not resolve to a Repository with the name 'MobWorx/operations'.",
          },
        ],
      },
    });
    expect(
      (await ask('robin-hale', operations)).body.data.repository.nameWithOwner,
    ).toBe('MobWorx/operations');
    expect((await ask(undefined, operations)).status).toBe(401);
    expect(
      (await ask('jo-lindt', '{ viewer }')).body.errors[0].message,
    ).toMatch(/Cannot query field "viewer"/);
  });
});
