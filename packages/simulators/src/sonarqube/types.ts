/** Values by metric key; those of new code by their keys with `new_`. */
export type Values = Record<string, number>;

/** What an analysis found in one branch or pull request. */
export interface CodeSeed {
  /** Absent: never analysed. */
  hoursAgo?: number;
  /** Where they differ from those of the main branch. */
  measures?: Values;
}

export interface BranchSeed extends CodeSeed {
  name: string;
  isMain?: boolean;
}

export interface PullRequestSeed extends CodeSeed {
  key: string;
  title: string;
  branch: string;
  base: string;
  url: string;
}

export interface IssueSeed {
  rule: string;
  ruleName: string;
  message: string;
  type: 'BUG' | 'VULNERABILITY' | 'CODE_SMELL';
  severity: 'BLOCKER' | 'CRITICAL' | 'MAJOR' | 'MINOR' | 'INFO';
  /** Such as `RELIABILITY: HIGH`. */
  impacts: Record<string, string>;
  /** Path in the repository; absent for an issue of the project as a whole. */
  file?: string;
  line?: number;
  effort: string;
  daysAgo: number;
}

/** A condition of a quality gate: it fails when the value is greater or less than `error`. */
export interface ConditionSeed {
  metric: string;
  op: 'GT' | 'LT';
  error: number;
}

export interface ProjectSeed {
  key: string;
  name: string;
  version?: string;
  newCodePeriod?: { mode: string; parameter?: string; daysAgo: number };
  branches: BranchSeed[];
  pullRequests?: PullRequestSeed[];
  /** Of the main branch. */
  measures?: Values;
  /** What they were 60 days ago; in between they changed step by step. */
  measuresBefore?: Values;
  issues?: IssueSeed[];
}

/** One server. */
export interface SonarqubeSeed {
  version: string;
  mode: 'STANDARD_EXPERIENCE' | 'MQR';
  /** Community Build has the main branch and nothing else. */
  edition: 'community' | 'developer';
  tokens: {
    token: string;
    /** Keys of the projects that it may browse; all of them when left out. */
    browse?: string[];
    /** `Bearer`: as of SonarQube Cloud, which takes no Basic. */
    only?: 'Bearer';
  }[];
  gate: ConditionSeed[];
  projects: ProjectSeed[];
}
