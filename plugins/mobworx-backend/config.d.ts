import { HumanDuration } from '@backstage/types';

export interface Config {
  /** The MobWorx services: where they are and how the portal looks at them. */
  mobworx?: {
    /** How often the portal looks, and how patient it is. */
    poll?: {
      /** How often health is looked at. Default: 30 seconds. */
      health?: HumanDuration | string;
      /** How often rooms, munits and sessions are looked at. Default: 1 minute. */
      details?: HumanDuration | string;
      /** How often AWS and Flyway are looked at. Default: 10 minutes. */
      infrastructure?: HumanDuration | string;
      /** How often the GraphQL schema is looked at. Default: 15 minutes. */
      schema?: HumanDuration | string;
      /** How often GitHub is asked what was deployed. Default: 5 minutes. */
      deployments?: HumanDuration | string;
      /** How long one look may take. Default: 3 seconds. */
      timeout?: HumanDuration | string;
      /** Without a look for this long, a status is stale. Default: 2 minutes. */
      staleAfter?: HumanDuration | string;
      /** A service whose p95 is above this is slow. Default: 800 milliseconds. */
      slowAfter?: HumanDuration | string;
    };

    /** How long what was seen is kept. */
    history?: {
      /** Single looks, in days. Default: 7. */
      rawDays?: number;
      /** Hours of looks, in days. Default: 90. */
      hourlyDays?: number;
    };

    /** The environments, in the order in which pages show them. Default: none. */
    environments?: Array<{
      /** Such as `staging`: part of addresses and of the annotation mobworx.com/environments. */
      id: string;
      /** What people call it. Default: the id. */
      title?: string;
      /** `planned` is shown as such and never looked at. */
      tier: 'production' | 'non-production' | 'planned';
      /**
       * What the portal may change there; nothing by default. `studio.session.create` lets people
       * with the permission start studio sessions.
       */
      writes?: Array<'studio.session.create'>;
      /** Whether people with the permission may send GraphQL queries. Default: not in production. */
      queryConsole?: boolean;
      /**
       * Whether the portal joins a room as a made-up user, sends a heartbeat and leaves, to see how
       * long it takes. Not possible in production. Default: false.
       */
      syntheticJoin?: boolean;

      /** The AWS account; its credentials come from `aws.accounts`. */
      aws?: {
        accountId: string;
        region: string;
        /** Another endpoint for all of AWS's services, for stand-ins. */
        endpoint?: string;
      };

      services?: {
        appsync?: {
          /** The GraphQL endpoint. */
          url: string;
          /** Id of the API, for its keys and its schema. */
          apiId?: string;
          auth: {
            /** How the portal signs in. `iam` signs with the credentials of the AWS account. */
            mode: 'apiKey' | 'iam' | 'cognito' | 'oidc' | 'lambda';
            /**
             * The API key, for the mode apiKey.
             * @visibility secret
             */
            key?: string;
            /**
             * The token, for the modes cognito, oidc and lambda.
             * @visibility secret
             */
            token?: string;
          };
          /** Where the schema is read from, in this order. Default: control-plane, introspection. */
          schemaFrom?: Array<'control-plane' | 'introspection'>;
        };
        stream?: {
          /** The HTTP API. */
          url: string;
          /** The WebSocket of signaling. */
          wsUrl?: string;
          /**
           * Sent as a bearer token to the HTTP API, where it asks for one.
           * @visibility secret
           */
          token?: string;
        };
        studio?: {
          url: string;
          /**
           * Sent as a bearer token, where the service asks for one.
           * @visibility secret
           */
          token?: string;
        };
        infrastructure?: {
          /** Name of the event bus. */
          eventBus: string;
          /** Identifier of the Aurora cluster. */
          dbCluster: string;
          /** Name of the RDS Proxy. */
          dbProxy?: string;
          /** Names of the CloudFormation stacks, without the environment: `<name>-<id>`. */
          stacks?: string[];
          /**
           * Where the state of the migrations is told: the result of `flyway info -outputType=json`
           * in S3, or the history in the database by the RDS Data API, which doesn't know what is
           * pending. With both, the second stands in for the first.
           */
          flyway?: {
            bucket?: string;
            key?: string;
            /** Secret of Secrets Manager for a database user that may only read. */
            secretArn?: string;
            /** Name of the database. */
            database?: string;
          };
        };
      };
    }>;
  };
}
