import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  readWorkflowView,
  WorkflowView,
} from '@internal/plugin-github-workflows-common';
import picomatch from 'picomatch';
import { problem } from './problems';

/**
 * Which of its repository's workflows an entity shows; `undefined` for all. It narrows what is
 * listed and is no permission: whoever may run workflows may run a hidden one by its address.
 *
 * @throws InputError with code `annotation_malformed`
 */
export function workflowViewOf(entity: Entity): WorkflowView | undefined {
  const read = readWorkflowView(entity.metadata.annotations);
  if ('malformed' in read) {
    const value = entity.metadata.annotations![read.malformed];
    throw problem(
      'invalid',
      'annotation_malformed',
      `${stringifyEntityRef(entity)} has ${read.malformed}: ${value.slice(0, 200)}, which isn't a list of workflow files.`,
      'Write names of files with commas between, such as deploy-*.yml,ci.yml: only * ? and [ ] have a meaning, and no folders.',
    );
  }
  return read.view;
}

/** Whether a view shows a workflow, by the base name of its file; GitHub's own ones have none. */
export function shownBy(view: WorkflowView): (file: string) => boolean {
  const matcher = (globs: string[]) =>
    picomatch(globs, {
      dot: true,
      nobrace: true,
      noextglob: true,
      nonegate: true,
    });
  const isIncluded = matcher(view.include);
  const isExcluded = matcher(view.exclude);
  return file =>
    file === ''
      ? view.include.length === 0
      : (view.include.length === 0 || isIncluded(file)) && !isExcluded(file);
}
