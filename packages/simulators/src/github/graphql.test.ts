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
    // Who isn't an administrator doesn't see the rules.
    expect(defaultBranchRef).toEqual({
      name: 'master',
      branchProtectionRule: null,
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

  it('tells who asks, what protects a branch, how far refs are apart, and a file at the head', async () => {
    const query = `{ viewer { login } repository(owner: "MobWorx", name: "appsync-service") {
      defaultBranchRef {
        branchProtectionRule { pattern }
        ahead: compare(headRef: "refs/heads/feature/schema-v2") { aheadBy behindBy status headTarget { oid } }
        same: compare(headRef: "refs/heads/master") { aheadBy behindBy status }
        none: compare(headRef: "refs/heads/nowhere") { aheadBy }
      }
      object(expression: "HEAD:.github/workflows/ci.yml") { ... on Blob { text } }
      absent: object(expression: "HEAD:.github/nothing.yml") { oid }
    } }`;
    const { body } = await ask('robin-hale', query);
    expect(body.data.viewer).toEqual({ login: 'robin-hale' });
    const { defaultBranchRef, object, absent } = body.data.repository;
    expect(defaultBranchRef.ahead).toMatchObject({
      aheadBy: expect.any(Number),
      headTarget: { oid: expect.stringMatching(/^[0-9a-f]{40}$/) },
    });
    expect(defaultBranchRef.ahead.aheadBy).toBeGreaterThan(0);
    expect(defaultBranchRef.same).toEqual({
      aheadBy: 0,
      behindBy: 0,
      status: 'IDENTICAL',
    });
    expect(defaultBranchRef.none).toBeNull();
    expect(object.text).toMatch(/^name:/);
    expect(absent).toBeNull();
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
    expect((await ask('jo-lindt', '{ meta }')).body.errors[0].message).toMatch(
      /Cannot query field "meta"/,
    );
  });

  it('tells people and teams of the organization to its members, page by page', async () => {
    const query = `query ($after: String) { organization(login: "MobWorx") {
      membersWithRole(first: 5, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { login name organizationVerifiedDomainEmails(login: "MobWorx") }
      }
      teams(first: 10, userLogins: ["jo-lindt"]) {
        nodes { slug combinedSlug parentTeam { slug } members(first: 10, membership: IMMEDIATE) { nodes { login } } }
      }
    } }`;
    const { body } = await ask('jo-lindt', query);
    const { membersWithRole, teams } = body.data.organization;
    expect(membersWithRole.nodes).toHaveLength(5);
    expect(membersWithRole.pageInfo.hasNextPage).toBe(true);
    expect(teams.nodes).toEqual([
      {
        slug: 'backend',
        combinedSlug: 'MobWorx/backend',
        parentTeam: null,
        members: { nodes: [{ login: 'sam-okoro' }, { login: 'jo-lindt' }] },
      },
    ]);
    const rest = await ask('jo-lindt', query, {
      after: membersWithRole.pageInfo.endCursor,
    });
    const second = rest.body.data.organization.membersWithRole;
    expect(second.nodes).toHaveLength(membersWithRole.totalCount - 5);
    expect(second.pageInfo.hasNextPage).toBe(false);

    const stranger = await ask('eve-stranger', query);
    expect(stranger.body.data.organization).toBeNull();
    expect(stranger.body.errors[0].message).toBe(
      'Resource not accessible by integration',
    );
  });
});
