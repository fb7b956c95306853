/** A metric as `api/metrics/search` lists it. */
export interface Metric {
  key: string;
  type: string;
  name: string;
  /** -1: lower is better, 1: higher is better, 0: neither. */
  direction: number;
  domain: string;
}

const parse = (domain: string, lines: string): Metric[] =>
  lines
    .trim()
    .split('\n')
    .map(line => {
      const [key, type, direction, ...name] = line.trim().split(/\s+/);
      return {
        key,
        type,
        name: name.join(' '),
        direction: Number(direction),
        domain,
      };
    });

/** Metrics of every version. */
const CLASSIC: Metric[] = [
  ...parse(
    'Releasability',
    `alert_status LEVEL 1 Quality Gate Status
     quality_gate_details DATA 0 Quality Gate Details`,
  ),
  ...parse(
    'Size',
    `ncloc INT -1 Lines of Code
     lines INT -1 Lines
     files INT -1 Files
     functions INT -1 Functions
     new_lines INT -1 New Lines`,
  ),
  ...parse(
    'Issues',
    `violations INT -1 Issues
     new_violations INT -1 New Issues`,
  ),
  ...parse(
    'Reliability',
    `bugs INT -1 Bugs
     new_bugs INT -1 New Bugs
     reliability_rating RATING -1 Reliability Rating
     new_reliability_rating RATING -1 Reliability Rating on New Code`,
  ),
  ...parse(
    'Security',
    `vulnerabilities INT -1 Vulnerabilities
     new_vulnerabilities INT -1 New Vulnerabilities
     security_rating RATING -1 Security Rating
     new_security_rating RATING -1 Security Rating on New Code`,
  ),
  ...parse(
    'SecurityReview',
    `security_hotspots INT -1 Security Hotspots
     new_security_hotspots INT -1 New Security Hotspots
     security_hotspots_reviewed PERCENT 1 Security Hotspots Reviewed
     new_security_hotspots_reviewed PERCENT 1 Security Hotspots Reviewed on New Code
     security_review_rating RATING -1 Security Review Rating
     new_security_review_rating RATING -1 Security Review Rating on New Code`,
  ),
  ...parse(
    'Maintainability',
    `code_smells INT -1 Code Smells
     new_code_smells INT -1 New Code Smells
     sqale_rating RATING -1 Maintainability Rating
     new_maintainability_rating RATING -1 Maintainability Rating on New Code
     sqale_index WORK_DUR -1 Technical Debt
     new_technical_debt WORK_DUR -1 Added Technical Debt
     sqale_debt_ratio PERCENT -1 Technical Debt Ratio`,
  ),
  ...parse(
    'Coverage',
    `coverage PERCENT 1 Coverage
     new_coverage PERCENT 1 Coverage on New Code
     lines_to_cover INT -1 Lines to Cover
     new_lines_to_cover INT -1 Lines to Cover on New Code
     uncovered_lines INT -1 Uncovered Lines
     new_uncovered_lines INT -1 Uncovered Lines on New Code
     tests INT 1 Unit Tests
     test_execution_time MILLISEC -1 Unit Test Duration`,
  ),
  ...parse(
    'Duplications',
    `duplicated_lines_density PERCENT -1 Duplicated Lines (%)
     new_duplicated_lines_density PERCENT -1 Duplicated Lines (%) on New Code
     duplicated_lines INT -1 Duplicated Lines
     new_duplicated_lines INT -1 Duplicated Lines on New Code`,
  ),
];

/** Metrics of the multi-quality-rule mode, which 10.8 and later have in either mode. */
const MULTI_QUALITY: Metric[] = [
  'reliability',
  'security',
  'maintainability',
].flatMap(quality => {
  const title = quality[0].toUpperCase() + quality.slice(1);
  return parse(
    title,
    `software_quality_${quality}_issues INT -1 ${title} Issues
     new_software_quality_${quality}_issues INT -1 New ${title} Issues
     software_quality_${quality}_rating RATING -1 ${title} Rating
     new_software_quality_${quality}_rating RATING -1 ${title} Rating on New Code
     software_quality_${quality}_remediation_effort WORK_DUR -1 ${title} Remediation Effort`,
  );
});

/** Whether a version has the multi-quality-rule mode: 10.8 and later, 2025.1 and later. */
export function knowsModes(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major > 10 || (major === 10 && minor >= 8);
}

/** What `api/metrics/search` of a version lists. */
export function metricsOf(version: string): Metric[] {
  if (knowsModes(version)) {
    return [...CLASSIC, ...MULTI_QUALITY];
  }
  // The first that counted the review of hotspots was 8.2.
  return Number.parseFloat(version) >= 8.2
    ? CLASSIC
    : CLASSIC.filter(({ key }) => !key.endsWith('hotspots_reviewed'));
}
