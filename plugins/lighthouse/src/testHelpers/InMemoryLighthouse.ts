import {
  Audit,
  AuditSummary,
  BudgetVerdict,
  Comparison,
  CreateAuditRequest,
  DeclaredPage,
  FormFactor,
  hasEnded,
  Lhr,
  LighthouseState,
  WebsiteFormFactor,
} from '@internal/plugin-lighthouse-common';
import {
  BackendError,
  makeResponseError,
} from '@internal/portal-react/testHelpers';
import type { LighthouseApi, WebsitePart, WebsitesPart } from '../api';
import { auditId, makeAudit, makeComparison, makeState, NOW } from './builders';
import { makeLhr } from './lhr';
import { summaryOf, trendsOf } from './summaries';

/** What the in-memory backend knows; a test changes it as it likes. */
export interface InMemoryState {
  state: LighthouseState;
  /** Newest first. */
  audits: Audit[];
  /** The pages of every entity. */
  pages: DeclaredPage[];
  budgets: BudgetVerdict[];
  problems: string[];
  report: () => Lhr;
  comparison: (before: Audit, after: Audit) => Comparison;
}

export type Method = keyof LighthouseApi;

const formFactors = ['mobile', 'desktop'] as const;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemoryLighthouse implements LighthouseApi {
  readonly data: InMemoryState;
  /** What was asked for, oldest first. */
  readonly created: CreateAuditRequest[] = [];
  /** What happens before an audit is created; by default nothing. */
  onCreate: (request: CreateAuditRequest) => Promise<void> = async () => {};
  readonly #failures = new Map<Method, unknown>();
  readonly #calls = new Map<Method, unknown[][]>();

  constructor(data: Partial<InMemoryState> = {}) {
    this.data = {
      state: makeState(),
      audits: [],
      pages: [],
      budgets: [],
      problems: [],
      report: makeLhr,
      comparison: makeComparison,
      ...data,
    };
  }

  /** Lets a method fail from now on, as the backend would or with any other error. */
  async fail(method: Method, error: BackendError | Error): Promise<void> {
    this.#failures.set(
      method,
      'status' in error ? await makeResponseError(error) : error,
    );
  }

  /** Lets a method work again. */
  mend(method: Method): void {
    this.#failures.delete(method);
  }

  /** With what a method was called, oldest first. */
  calls(method: Method): unknown[][] {
    return this.#calls.get(method) ?? [];
  }

  /** Changes an audit, as a worker would. */
  change(id: string, part: Partial<Audit>): void {
    this.data.audits = this.data.audits.map(audit =>
      audit.id === id ? { ...audit, ...part } : audit,
    );
  }

  async getState() {
    this.#enter('getState', []);
    return this.data.state;
  }

  async getWebsites(part: WebsitesPart) {
    this.#enter('getWebsites', [part]);
    const { limit, offset, q = '' } = part;
    const urls = [...new Set(this.data.audits.map(({ url }) => url))].filter(
      url => url.includes(q),
    );
    return {
      items: urls.slice(offset, offset + limit).map(url => ({
        url,
        formFactors: formFactors.flatMap(
          formFactor => this.#resultOf(url, formFactor) ?? [],
        ),
      })),
      total: urls.length,
      limit,
      offset,
    };
  }

  async getWebsite(url: string, part: WebsitePart) {
    this.#enter('getWebsite', [url, part]);
    const { limit, formFactor } = part;
    const audits = this.#auditsOf(url, formFactor);
    return {
      url,
      formFactors: formFactors.filter(
        one => this.#auditsOf(url, one).length > 0,
      ),
      audits: audits.slice(0, limit).map(summaryOf),
      total: audits.length,
      limit,
      offset: 0,
    };
  }

  async getEntityAudits(entityRef: string) {
    this.#enter('getEntityAudits', [entityRef]);
    const { pages, budgets, problems } = this.data;
    return {
      pages: pages.map(page => ({
        ...page,
        results: formFactors.map(formFactor => {
          const audits = this.#auditsOf(page.url, formFactor);
          const completed = audits.filter(
            ({ status }) => status === 'COMPLETED',
          );
          return {
            formFactor,
            lastAudit: audits[0],
            lastCompletedAudit: completed[0],
            changes: completed[1]
              ? this.data.comparison(completed[1], completed[0]).categories
              : [],
            budgets: completed[0] ? budgets : [],
          };
        }),
      })),
      problems,
    };
  }

  async getAudit(id: string) {
    this.#enter('getAudit', [id]);
    const audit = await this.#find(id);
    return { audit, previousAuditId: this.#previousOf(audit)?.id };
  }

  async getReport(id: string) {
    this.#enter('getReport', [id]);
    return this.data.report();
  }

  async getComparison(id: string, beforeId?: string) {
    this.#enter('getComparison', [id, beforeId]);
    const after = await this.#find(id);
    const before = beforeId
      ? await this.#find(beforeId)
      : this.#previousOf(after)!;
    return this.data.comparison(before, after);
  }

  async createAudit(request: CreateAuditRequest) {
    this.created.push(request);
    this.#enter('createAudit', [request]);
    await this.onCreate(request);
    const { url, formFactor } = request;
    const live = this.#auditsOf(url, formFactor).find(one => !hasEnded(one));
    if (live) {
      return { audit: live, joined: true };
    }
    const audit = makeAudit({
      id: auditId(900 + this.created.length),
      url,
      formFactor,
      status: 'QUEUED',
      timeCreated: NOW,
    });
    this.data.audits = [audit, ...this.data.audits];
    return { audit, joined: false };
  }

  async deleteAudit(id: string) {
    this.#enter('deleteAudit', [id]);
    const audit = await this.#find(id);
    this.data.audits = this.data.audits.filter(one => one !== audit);
    return { audit };
  }

  #auditsOf(url: string, formFactor: FormFactor | undefined): Audit[] {
    return this.data.audits.filter(
      audit =>
        audit.url === url && (!formFactor || audit.formFactor === formFactor),
    );
  }

  #previousOf(audit: Audit): Audit | undefined {
    const audits = this.#auditsOf(audit.url, audit.formFactor);
    return audits
      .slice(audits.indexOf(audit) + 1)
      .find(({ status }) => status === 'COMPLETED');
  }

  #resultOf(
    url: string,
    formFactor: FormFactor,
  ): WebsiteFormFactor | undefined {
    const audits: AuditSummary[] = this.#auditsOf(url, formFactor).map(
      summaryOf,
    );
    const completed = audits.filter(({ status }) => status === 'COMPLETED');
    return audits.length === 0
      ? undefined
      : {
          formFactor,
          lastAudit: audits[0],
          trends: trendsOf(completed),
        };
  }

  async #find(id: string): Promise<Audit> {
    const audit = this.data.audits.find(one => one.id === id);
    if (!audit) {
      throw await makeResponseError({
        status: 404,
        code: 'audit_not_found',
        message: 'There is no such audit.',
      });
    }
    return audit;
  }

  #enter(method: Method, parameters: unknown[]): void {
    this.#calls.set(method, [...this.calls(method), parameters]);
    if (this.#failures.has(method)) {
      throw this.#failures.get(method);
    }
  }
}
