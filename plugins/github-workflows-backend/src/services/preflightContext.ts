import {
  DispatchInputs,
  GitRef,
  WorkflowInput,
} from '@internal/plugin-github-workflows-common';
import { Repository } from '../repository';
import {
  ExpressionContext,
  ExpressionValue,
  fillIn,
} from '../workflowFile/expressions';
import { FileCallInput } from '../workflowFile/readReach';

/** What expressions of a workflow file see of a run that isn't there yet. */
export function preflightContext(options: {
  repository: Repository;
  ref: GitRef;
  workflowName: string;
  definitions: WorkflowInput[];
  inputs: DispatchInputs;
}): ExpressionContext {
  const { repository, ref, workflowName, definitions, inputs } = options;
  const folder = ref.type === 'branch' ? 'heads' : 'tags';
  const context = new Map<string, ExpressionValue>([
    ['github.ref', `refs/${folder}/${ref.name}`],
    ['github.ref_name', ref.name],
    ['github.ref_type', ref.type],
    ['github.ref_protected', ref.isProtected],
    ['github.sha', ref.sha],
    ['github.workflow', workflowName],
    ['github.repository', `${repository.owner}/${repository.repo}`],
    ['github.repository_owner', repository.owner],
    ['github.event_name', 'workflow_dispatch'],
    // Of a pull request, and this is none.
    ['github.head_ref', ''],
    ['github.base_ref', ''],
  ]);
  for (const { name, type, default: fallback } of definitions) {
    const given = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    const text = given ?? fallback ?? '';
    const key = name.toLowerCase();
    context.set(`github.event.inputs.${key}`, text);
    context.set(`inputs.${key}`, typed(type, text));
  }
  return context;
}

/**
 * What expressions of a called workflow see: the caller's `github`, and as `inputs` what the caller
 * gives. Source: docs.github.com, reuse-workflows
 */
export function calledContext(
  caller: ExpressionContext,
  definitions: FileCallInput[],
  gives: Record<string, string>,
): ExpressionContext {
  const context = new Map(
    [...caller].filter(([name]) => !name.startsWith('inputs.')),
  );
  for (const { name, type, default: fallback } of definitions) {
    const text = Object.hasOwn(gives, name)
      ? fillIn(gives[name], caller)
      : (fallback ?? '');
    context.set(
      `inputs.${name}`,
      text === undefined ? undefined : typed(type, text),
    );
  }
  return context;
}

/** In `inputs` a boolean and a number keep their type. */
function typed(type: WorkflowInput['type'], text: string): ExpressionValue {
  if (type === 'boolean') {
    return text === 'true';
  }
  return type === 'number' && text !== '' ? Number(text) : text;
}
