import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { awsActions } from './readOnly';

const root = path.resolve(__dirname, '../..');

/** The commands of AWS's SDK that our sources import. */
const imported = new Set(
  globSync('src/**/*.ts', { cwd: root })
    .filter(file => !file.endsWith('.test.ts'))
    .map(file => readFileSync(path.join(root, file), 'utf8'))
    .flatMap(text => [
      ...text.matchAll(/import(?: type)? \{([^}]*)\} from '@aws-sdk\//g),
    ])
    .flatMap(([, names]) => names.split(','))
    .map(name => name.trim())
    .filter(name => name.endsWith('Command')),
);

describe('what the portal asks of AWS', () => {
  it('is all on the list of reads', () => {
    expect(imported.size).toBeGreaterThan(5);
    expect(
      [...imported].filter(name => !Object.hasOwn(awsActions, name)),
    ).toEqual([]);
  });

  it('reads, by the names of what is on the list', () => {
    expect(
      Object.values(awsActions).filter(
        action => !/^[a-z0-9-]+:(Describe|Get|List)[A-Z]\w+$/.test(action),
      ),
    ).toEqual(['rds-data:ExecuteStatement']);
  });

  it('is what the README lets it do', () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    const policy = JSON.parse(/```json\n(.*?)```/s.exec(readme)![1]);
    const allowed = policy.Statement.flatMap(
      ({ Action }: { Action: string[] }) => Action,
    );
    expect(allowed.sort()).toEqual(
      Object.values(awsActions)
        .filter(action => action !== 'rds-data:ExecuteStatement')
        .sort(),
    );
    expect(readme).toContain('`rds-data:ExecuteStatement`');
  });
});
