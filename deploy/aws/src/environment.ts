import type { IntegrationId } from '@internal/deploy-image';

/** Where something lives. */
export interface Place {
  /** Twelve digits. */
  account: string;
  region: string;
}

/** The one registry of images, from which every environment takes the same digest. */
export interface Registry extends Place {
  repositoryName: string;
}

/** The repository whose workflows may deploy. */
export interface GithubRepository {
  owner: string;
  /** Number of the owner: `gh api users/<owner> --jq .id`. */
  ownerId: number;
  repository: string;
  /** Number of the repository: `gh api repos/<owner>/<repository> --jq .id`. */
  repositoryId: number;
}

/** Everything in which one environment differs from another. */
export interface Environment extends Place {
  /** Name under which people open the portal. */
  hostName: string;
  /** Certificate of AWS Certificate Manager for that name, in the same region. */
  certificateArn: string;
  /** Whether the load balancer is reachable from the internet. */
  internetFacing: boolean;
  /** Who may reach the load balancer, as CIDR ranges. */
  allowedRanges: string[];
  network: {
    /** Range of the whole network: a /16, which no network that is peered with it has. */
    range: string;
    /** One costs less; one for each zone survives the loss of a zone. */
    natGateways: 1 | 2;
    /** TCP ports at which the portal reaches others. */
    outboundPorts: number[];
  };
  tasks: {
    /** 1024 is one virtual CPU. */
    cpu: 512 | 1024 | 2048 | 4096;
    memoryMiB: number;
    /** Never below 2: a deployment and a lost zone have to go unnoticed. */
    minimum: number;
    maximum: number;
  };
  database: {
    /** In Aurora capacity units, of 2 GiB each. */
    minimumCapacity: number;
    maximumCapacity: number;
    /** Readers take over when the writer is lost. */
    readers: 0 | 1;
    backupDays: number;
  };
  cache: {
    nodeType: string;
    /** Nodes besides the first one, in another zone. */
    replicas: 0 | 1;
  };
  /** Whether AWS refuses to delete the data and the load balancer. */
  protected: boolean;
  logRetentionDays: 30 | 90 | 365;
  /** Requests of one address within five minutes, above which the firewall refuses. */
  requestLimit: number;
  /** Who is told about alarms. */
  alarmEmails: string[];
  integrations: IntegrationId[];
  /** Values of variables that are not secrets, such as SONARQUBE_URL. */
  settings: Record<string, string>;
  /** Configuration of this environment alone, by its first key; wins over the files of the image. */
  appConfig: Record<string, unknown>;
  /** Roles in other accounts that the portal may assume, to look at what runs there. */
  assumableRoles: string[];
}
