import { Button, Select, Text } from '@backstage/ui';
import type {
  BranchesResponse,
  CodeQuery,
} from '@internal/plugin-sonarqube-insights-common';
import { describeError } from '@internal/portal-react';
import { useBranches } from '../../hooks';
import { gateInWords } from '../GateBadge';
import styles from './QualityTab.module.css';

interface CodeOption {
  id: string;
  label: string;
  code: CodeQuery;
}

const MAIN = 'main';
const idOf = ({ branch, pullRequest }: CodeQuery) =>
  (pullRequest && `pull-request ${pullRequest}`) ||
  (branch && `branch ${branch}`) ||
  MAIN;

function optionOf(code: CodeQuery, label: string): CodeOption {
  return { id: idOf(code), label, code };
}

function optionsOf(known: BranchesResponse | undefined): CodeOption[] {
  const main = known?.branches.find(({ isMain }) => isMain)?.name;
  const branches = (known?.branches ?? [])
    .filter(({ isMain }) => !isMain)
    .map(({ name, gateStatus }) =>
      optionOf({ branch: name }, `${name}: ${gateInWords(gateStatus)}`),
    );
  const pullRequests = (known?.pullRequests ?? []).map(
    ({ key, title, gateStatus }) =>
      optionOf(
        { pullRequest: key },
        `#${key} ${title}: ${gateInWords(gateStatus)}`,
      ),
  );
  return [
    optionOf({}, main ? `${main} (main branch)` : 'Main branch'),
    ...branches,
    ...pullRequests,
  ];
}

/** What the address names may be gone from SonarQube, or beyond the end of its list. */
function withChosen(options: CodeOption[], code: CodeQuery): CodeOption[] {
  const chosen = idOf(code);
  if (options.some(({ id }) => id === chosen)) {
    return options;
  }
  const label = code.pullRequest ? `#${code.pullRequest}` : code.branch!;
  return [...options, optionOf(code, label)];
}

/** Asking for the main branch by its name is asking for the main branch. */
function withoutMain(code: CodeQuery, known: BranchesResponse | undefined) {
  const isMain = known?.branches.some(
    ({ name, isMain: main }) => main && name === code.branch,
  );
  return isMain ? {} : code;
}

/** Chooses the branch or pull request whose findings are shown. */
export function CodePicker(props: {
  entityRef: string;
  code: CodeQuery;
  onChange: (code: CodeQuery) => void;
}) {
  const { entityRef, onChange } = props;
  const { data: known, error, refetch } = useBranches(entityRef);
  const code = withoutMain(props.code, known);
  const options = withChosen(optionsOf(known), code);
  return (
    <div className={styles.picker}>
      <Select
        label="Branch or pull request"
        searchable
        searchPlaceholder="Find a branch or a pull request"
        options={options.map(({ id, label }) => ({ id, label }))}
        value={idOf(code)}
        onChange={id => {
          const chosen = options.find(option => option.id === id);
          if (chosen) {
            onChange(chosen.code);
          }
        }}
      />
      {known?.more && (
        <Text as="p" color="secondary" variant="body-small">
          SonarQube has more than are listed here.
        </Text>
      )}
      {error && (
        <Text as="p" color="secondary" variant="body-small" role="status">
          Branches can’t be listed: {describeError(error).message}{' '}
          <Button size="small" variant="tertiary" onPress={() => refetch()}>
            Retry
          </Button>
        </Text>
      )}
    </div>
  );
}
