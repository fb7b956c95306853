import {
  AppSyncClient,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  ListApiKeysCommand,
} from '@aws-sdk/client-appsync';
import { AppsyncAccess } from '@internal/plugin-mobworx-common';
import type { AwsClients } from '../infrastructure/awsClients';

/** What the control plane says of an API. */
export type ApiFacts = Pick<AppsyncAccess, 'modes' | 'introspection'>;

/** What it says of the API's keys. */
export type KeyFacts = Pick<
  AppsyncAccess,
  'keyExpiresAt' | 'otherKeys' | 'keysProblem'
>;

// An API has 50 keys at most, and AWS gives 25 at a time.
const MAX_PAGES = 4;
const MAX_KEYS = 50;

/** Reads what AWS knows of one AppSync API, whatever the API itself answers. */
export class ControlPlane {
  readonly #aws: AwsClients;
  readonly #apiId: string;

  constructor(aws: AwsClients, apiId: string) {
    this.#aws = aws;
    this.#apiId = apiId;
  }

  /** @throws errors of `problem()`, as do the others */
  async api(abortSignal: AbortSignal): Promise<ApiFacts> {
    const { graphqlApi } = await this.#aws.use(
      AppSyncClient,
      'details',
      client =>
        client.send(new GetGraphqlApiCommand({ apiId: this.#apiId }), {
          abortSignal,
        }),
    );
    const modes = [
      graphqlApi?.authenticationType,
      ...(graphqlApi?.additionalAuthenticationProviders ?? []).map(
        ({ authenticationType }) => authenticationType,
      ),
    ];
    return {
      modes: modes.filter(mode => mode !== undefined),
      // AWS leaves it out of APIs that are older than the setting: these answer.
      introspection:
        graphqlApi?.introspectionConfig === 'DISABLED' ? 'disabled' : 'enabled',
    };
  }

  /**
   * When the API's keys end. AWS calls each key by itself, so their names stay in here.
   *
   * @param own - the key that the portal uses
   */
  async keys(
    own: string | undefined,
    abortSignal: AbortSignal,
  ): Promise<KeyFacts> {
    const facts: KeyFacts = { otherKeys: [] };
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const command = new ListApiKeysCommand({ apiId: this.#apiId, nextToken });
      const answer = await this.#aws.use(AppSyncClient, 'details', client =>
        client.send(command, { abortSignal }),
      );
      for (const { id, description, expires = 0 } of answer.apiKeys ?? []) {
        const expiresAt = new Date(expires * 1000).toISOString();
        if (own !== undefined && id === own) {
          facts.keyExpiresAt = expiresAt;
        } else if (facts.otherKeys.length < MAX_KEYS) {
          facts.otherKeys.push({
            ...(description && { description: description.slice(0, 300) }),
            expiresAt,
          });
        }
      }
      nextToken = answer.nextToken;
      if (!nextToken) {
        break;
      }
    }
    return facts;
  }

  /** The schema as text, with its directives. */
  async sdl(abortSignal: AbortSignal): Promise<string> {
    const { schema } = await this.#aws.use(AppSyncClient, 'details', client =>
      client.send(
        new GetIntrospectionSchemaCommand({
          apiId: this.#apiId,
          format: 'SDL',
          includeDirectives: true,
        }),
        { abortSignal },
      ),
    );
    return Buffer.from(schema ?? []).toString('utf8');
  }
}
