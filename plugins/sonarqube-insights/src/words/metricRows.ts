import {
  CodeQuery,
  DetailsResponse,
  hotspotsUrl,
  issuesUrl,
  measureUrl,
  Mode,
  NewCodeMetricKey,
  OverallMetricKey,
  Project,
  Summary,
  SummaryMetricKey,
} from '@internal/plugin-sonarqube-insights-common';
import type { Unit } from './formatMeasure';

/** A line of numbers: one measure of all code and of new code, each with its rating. */
export interface MetricRow {
  title: string;
  unit: Unit;
  overall: OverallMetricKey;
  rating?: OverallMetricKey;
  newCode?: NewCodeMetricKey;
  newRating?: NewCodeMetricKey;
  /** Its page in SonarQube; `onlyNew` that of new code. */
  url: (project: Project, code: CodeQuery, onlyNew: boolean) => string;
}

const NEW_CODE = { inNewCodePeriod: 'true' };

const issuesWhere =
  (filter: Record<string, string>): MetricRow['url'] =>
  (project, code, onlyNew) =>
    issuesUrl(project, onlyNew ? { ...filter, ...NEW_CODE } : filter, code);

const measuredBy =
  (overall: OverallMetricKey, newCode?: NewCodeMetricKey): MetricRow['url'] =>
  (project, code, onlyNew) =>
    measureUrl(project, onlyNew && newCode ? newCode : overall, code);

const STANDARD: MetricRow[] = [
  {
    title: 'Bugs',
    unit: 'count',
    overall: 'bugs',
    rating: 'reliability_rating',
    newCode: 'new_bugs',
    newRating: 'new_reliability_rating',
    url: issuesWhere({ types: 'BUG' }),
  },
  {
    title: 'Vulnerabilities',
    unit: 'count',
    overall: 'vulnerabilities',
    rating: 'security_rating',
    newCode: 'new_vulnerabilities',
    newRating: 'new_security_rating',
    url: issuesWhere({ types: 'VULNERABILITY' }),
  },
  {
    title: 'Code smells',
    unit: 'count',
    overall: 'code_smells',
    rating: 'sqale_rating',
    newCode: 'new_code_smells',
    newRating: 'new_maintainability_rating',
    url: issuesWhere({ types: 'CODE_SMELL' }),
  },
];

const MULTI_QUALITY: MetricRow[] = [
  {
    title: 'Reliability issues',
    unit: 'count',
    overall: 'software_quality_reliability_issues',
    rating: 'software_quality_reliability_rating',
    newCode: 'new_software_quality_reliability_issues',
    newRating: 'new_software_quality_reliability_rating',
    url: issuesWhere({ impactSoftwareQualities: 'RELIABILITY' }),
  },
  {
    title: 'Security issues',
    unit: 'count',
    overall: 'software_quality_security_issues',
    rating: 'software_quality_security_rating',
    newCode: 'new_software_quality_security_issues',
    newRating: 'new_software_quality_security_rating',
    url: issuesWhere({ impactSoftwareQualities: 'SECURITY' }),
  },
  {
    title: 'Maintainability issues',
    unit: 'count',
    overall: 'software_quality_maintainability_issues',
    rating: 'software_quality_maintainability_rating',
    newCode: 'new_software_quality_maintainability_issues',
    newRating: 'new_software_quality_maintainability_rating',
    url: issuesWhere({ impactSoftwareQualities: 'MAINTAINABILITY' }),
  },
];

const IN_EITHER: MetricRow[] = [
  {
    title: 'Hotspots reviewed',
    unit: 'percent',
    overall: 'security_hotspots_reviewed',
    rating: 'security_review_rating',
    newCode: 'new_security_hotspots_reviewed',
    newRating: 'new_security_review_rating',
    url: (project, code, onlyNew) =>
      onlyNew
        ? `${hotspotsUrl(project, code)}&inNewCodePeriod=true`
        : hotspotsUrl(project, code),
  },
  {
    title: 'Coverage',
    unit: 'percent',
    overall: 'coverage',
    newCode: 'new_coverage',
    url: measuredBy('coverage', 'new_coverage'),
  },
  {
    title: 'Duplication',
    unit: 'percent',
    overall: 'duplicated_lines_density',
    newCode: 'new_duplicated_lines_density',
    url: measuredBy('duplicated_lines_density', 'new_duplicated_lines_density'),
  },
];

/** The rows that only the tab shows. */
const SIZES: Record<Mode, MetricRow[]> = {
  STANDARD_EXPERIENCE: [debtRow('sqale_index')],
  MQR: [debtRow('software_quality_maintainability_remediation_effort')],
};

function debtRow(overall: OverallMetricKey): MetricRow {
  return {
    title: 'Technical debt',
    unit: 'minutes',
    overall,
    newCode: 'new_technical_debt',
    url: measuredBy(overall, 'new_technical_debt'),
  };
}

const LINES: MetricRow = {
  title: 'Lines of code',
  unit: 'count',
  overall: 'ncloc',
  newCode: 'new_lines',
  url: measuredBy('ncloc', 'new_lines'),
};

/** What is counted in a mode, the same for a card, a row of a table and the tab. */
export function mainRows(mode: Mode): MetricRow[] {
  return [...(mode === 'MQR' ? MULTI_QUALITY : STANDARD), ...IN_EITHER];
}

/** Everything that the tab counts. */
export function allRows({ mode }: Pick<DetailsResponse, 'mode'>): MetricRow[] {
  return [...mainRows(mode), ...SIZES[mode], LINES];
}

/** How the instance of a summary counts; where it wouldn't tell, by what it has numbers for. */
export function modeOf({
  mode,
  measures,
}: Pick<Summary, 'mode' | 'measures'>): Mode {
  const onlyMultiQuality =
    measures.bugs === undefined &&
    measures.software_quality_reliability_issues !== undefined;
  return mode ?? (onlyMultiQuality ? 'MQR' : 'STANDARD_EXPERIENCE');
}

/** A measure of a summary; undefined where SonarQube has none or a summary has no such measure. */
export function measureOf(
  { measures }: Pick<Summary, 'measures'>,
  key: OverallMetricKey | undefined,
): number | undefined {
  return key && measures[key as SummaryMetricKey];
}
