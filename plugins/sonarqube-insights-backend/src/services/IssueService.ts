import {
  impactSchema,
  Issue,
  issueSchema,
  IssuesQuery,
  IssuesResponse,
  issuesUrl,
  issueUrl,
  ProjectRef,
} from '@internal/plugin-sonarqube-insights-common';
import type { Remembered } from '@internal/upstream-node';
import { issuesAnswer, IssuesAnswer } from '../upstream/answers';
import type { InstanceFacts } from './InstanceFacts';
import type { Instances } from './Instances';

const SHOWN = 20;

/** The open issues of a branch or pull request that matter most. */
export class IssueService {
  constructor(
    private readonly instances: Instances,
    private readonly facts: InstanceFacts,
    private readonly remembered: Remembered,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    entityRef: string,
    project: ProjectRef,
    { scope, ...code }: IssuesQuery,
  ): Promise<IssuesResponse> {
    const client = this.instances.of(project);
    const { instance, key } = project;
    const linked = { instanceUrl: client.instance.externalBaseUrl, key };
    // All issues of a pull request are of new code.
    const filter: Record<string, string> =
      scope === 'new' && code.pullRequest === undefined
        ? { inNewCodePeriod: 'true' }
        : {};
    const { value, age } = await this.remembered.read(
      ['issues', instance, key, code.branch, code.pullRequest, scope],
      async () => {
        const [mode, answer] = await Promise.all([
          this.facts.mode(client),
          client.get(
            issuesAnswer,
            'api/issues/search',
            {
              // Called `components` from 10.2 on, which still takes this; older ones take no other.
              componentKeys: key,
              resolved: 'false',
              s: 'SEVERITY',
              asc: 'false',
              ps: SHOWN,
              additionalFields: 'rules',
              ...filter,
              ...code,
            },
            { project, ...code },
          ),
        ]);
        return { mode, answer };
      },
    );
    return {
      entityRef,
      code,
      scope,
      mode: value.mode,
      total: value.answer.total,
      issues: issuesOf(value.answer, issue => issueUrl(linked, issue, code)),
      url: issuesUrl(linked, filter, code),
      ...age,
    };
  }
}

function issuesOf(
  { issues, components, rules }: IssuesAnswer,
  urlOf: (key: string) => string,
): Issue[] {
  const paths = new Map(components.map(({ key, path }) => [key, path]));
  const names = new Map(rules.map(({ key, name }) => [key, name]));
  return issues.slice(0, SHOWN).map(issue => {
    const { type, severity } = issueSchema.shape;
    const known = type.safeParse(issue.type);
    const level = severity.safeParse(issue.severity);
    const file = paths.get(issue.component);
    const ruleName = names.get(issue.rule);
    return {
      key: issue.key,
      rule: issue.rule,
      ...(ruleName && { ruleName }),
      message: issue.message,
      // The multi-quality-rule mode may leave it out one day.
      type: known.success ? known.data : 'CODE_SMELL',
      ...(level.success && level.data && { severity: level.data }),
      impacts: issue.impacts
        .flatMap(impact => {
          const parsed = impactSchema.safeParse(impact);
          return parsed.success ? [parsed.data] : [];
        })
        .slice(0, 3),
      ...(file && { file }),
      ...(issue.line && { line: issue.line }),
      ...(issue.effort && { effort: issue.effort }),
      ...(issue.creationDate && { createdAt: issue.creationDate }),
      url: urlOf(issue.key),
    };
  });
}
