import { failureOf, summarize } from '../report/summarize';
import type { AuditOutcome } from '../runner/AuditRunner';
import type { Ending } from '../store/endAudit';
import { packReport } from '../store/ReportStore';
import type { AuditDetails } from '../store/rows';

/** What is kept of how an audit ended. */
export async function endingOf(
  outcome: AuditOutcome,
  measured: Pick<AuditDetails, 'measuredBy' | 'machine'>,
): Promise<Ending> {
  if (outcome.status === 'failed') {
    return {
      failure: {
        code: outcome.code.slice(0, 100),
        message: outcome.message.slice(0, 1000),
        ...(outcome.remedy && { remedy: outcome.remedy.slice(0, 500) }),
      },
    };
  }
  const failure = failureOf(outcome.report);
  if (failure) {
    return { failure };
  }
  const report = await packReport(outcome.report);
  return report
    ? { summary: summarize(outcome.report, measured), report }
    : {
        failure: {
          code: 'report_too_large',
          message: 'The report is larger than the portal keeps.',
          remedy: 'Audit a smaller page.',
        },
      };
}
