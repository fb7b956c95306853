import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Remembered } from '@internal/upstream-node';
import { readSonarqubeConfig, SonarqubeConfig } from '../config';
import { BranchService } from './BranchService';
import { DetailsService } from './DetailsService';
import { HistoryService } from './HistoryService';
import { InstanceFacts } from './InstanceFacts';
import { Instances } from './Instances';
import { IssueService } from './IssueService';
import { SummaryService } from './SummaryService';

/** Everything that is read of SonarQube. */
export class SonarqubeReader {
  readonly summaries: SummaryService;
  readonly details: DetailsService;
  readonly history: HistoryService;
  readonly branches: BranchService;
  readonly issues: IssueService;

  constructor(config: SonarqubeConfig) {
    const instances = new Instances(config);
    const facts = new InstanceFacts(config);
    const remembered = new Remembered({ ttlMs: config.cacheTtlMs });
    this.summaries = new SummaryService(instances, facts, remembered);
    this.details = new DetailsService(instances, facts, remembered);
    this.history = new HistoryService(instances, facts, remembered);
    this.branches = new BranchService(instances, remembered);
    this.issues = new IssueService(instances, facts, remembered);
  }
}

/**
 * One reader for the whole process: both plugins of this package share its cache and its limit of
 * calls at once.
 */
export const sonarqubeReaderServiceRef = createServiceRef<SonarqubeReader>({
  id: 'sonarqube-insights.reader',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => new SonarqubeReader(readSonarqubeConfig(config)),
    }),
});
