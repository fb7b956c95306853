import { annotationsOf, type Annotation } from '../actions/annotations';
import type { Job, WorkflowRun } from '../types';
import { checkSuiteOf } from './actions';
import { nodeId, timestamp, type Links } from './links';

/** `check-run` of the API: each job of a workflow is one, under the same id. */
export function checkRunObject(run: WorkflowRun, job: Job, links: Links) {
  const base = `/repos/${run.repository.fullName}`;
  const url = links.api(`${base}/check-runs/${job.id}`);
  const page = links.html(
    `/${run.repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
  );
  return {
    id: job.id,
    name: job.name,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    external_id: String(job.id),
    url,
    html_url: page,
    details_url: page,
    status: job.status,
    conclusion: job.conclusion,
    started_at: timestamp(job.startedAt ?? job.createdAt),
    completed_at:
      job.completedAt === undefined ? null : timestamp(job.completedAt),
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: annotationsOf(job).length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: checkSuiteOf(run) },
    app: null,
    pull_requests: [],
  };
}

/** `check-annotation` of the API. */
export function annotationObject(
  run: WorkflowRun,
  annotation: Annotation,
  links: Links,
) {
  return {
    path: annotation.path,
    blob_href: links.html(
      `/${run.repository.fullName}/blob/${run.headSha}/${annotation.path}`,
    ),
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    start_column: annotation.startColumn,
    end_column: annotation.endColumn,
    annotation_level: annotation.level,
    title: annotation.title,
    message: annotation.message,
    raw_details: '',
  };
}
