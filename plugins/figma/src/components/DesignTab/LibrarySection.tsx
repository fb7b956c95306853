import {
  ComponentsResponse,
  FIGMA_COMPONENTS_ANNOTATION,
  LibraryItem,
} from '@internal/plugin-figma-common';
import {
  ChoiceToggle,
  EmptyNote,
  RelativeTime,
  Section,
  useViewParam,
} from '@internal/portal-react';
import { useComponents } from '../../hooks';
import { counted } from '../../words';
import { FigmaPanel } from '../FigmaPanel';
import styles from './DesignTab.module.css';
import { LongList } from './LongList';
import { PartLinks } from './PartLinks';

const SHOWN_AT_FIRST = 6;

const KINDS: Record<LibraryItem['kind'], string> = {
  component: 'Component',
  component_set: 'Component set',
  style: 'Style',
};

type Choice = 'everything' | 'components' | 'styles';

const CHOICES: { id: Choice; label: string }[] = [
  { id: 'everything', label: 'Everything' },
  { id: 'components', label: 'Components' },
  { id: 'styles', label: 'Styles' },
];

const fits = ({ kind }: LibraryItem, choice: Choice) =>
  choice === 'everything' || (choice === 'styles') === (kind === 'style');

function kindInWords({ kind, styleType }: LibraryItem): string {
  return styleType
    ? `${KINDS[kind]} (${styleType.toLocaleLowerCase('en')})`
    : KINDS[kind];
}

function ItemRow(props: { item: LibraryItem }) {
  const { item } = props;
  const { name, description, page, containedIn, updatedAt, by } = item;
  const place = [containedIn, page].filter(Boolean).join(', ');
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <strong className={styles.partName}>{name}</strong>
        <span className={styles.note}>{kindInWords(item)}</span>
      </div>
      {description && <p className={styles.text}>{description}</p>}
      <span className={styles.note}>
        {place && `In ${place}, published `}
        {!place && 'Published '}
        <RelativeTime iso={updatedAt} />
        {by && ` by ${by}`}
      </span>
      <PartLinks part={item} />
    </li>
  );
}

function Library(props: { answer: ComponentsResponse; choice: Choice }) {
  const { items, missing, more, published, chosenBy } = props.answer;
  const shown = items.filter(item => fits(item, props.choice));
  return (
    <>
      {missing.length > 0 && (
        <p className={styles.warning} role="note">
          The annotation <code>{FIGMA_COMPONENTS_ANNOTATION}</code> names what
          the file doesn’t publish: {missing.join(', ')}. It may have been
          renamed, or isn’t published yet.
        </p>
      )}
      {shown.length > 0 ? (
        <LongList name="library" items={shown} first={SHOWN_AT_FIRST}>
          {item => <ItemRow key={`${item.kind} ${item.key}`} item={item} />}
        </LongList>
      ) : (
        <EmptyNote title="Nothing of this kind is published" />
      )}
      {(more || chosenBy === 'annotation') && (
        <p className={styles.note}>
          The file publishes{' '}
          {counted(published, 'component or style', 'components and styles')} in
          all
          {more ? '; not all of them are listed here.' : '.'}
        </p>
      )}
    </>
  );
}

/** What the file publishes for other files, and code, to use. */
export function LibrarySection(props: { entityRef: string }) {
  const query = useComponents(props.entityRef);
  const [kind, choose] = useViewParam<Choice>('kind', ['components', 'styles']);
  const choice = kind ?? 'everything';
  const isEmpty = ({ items, missing }: ComponentsResponse) =>
    items.length === 0 && missing.length === 0;
  return (
    <Section
      title="Library"
      action={
        query.data &&
        query.data.items.length > 0 && (
          <ChoiceToggle
            label="What of the library"
            options={CHOICES}
            value={choice}
            onChange={next =>
              choose(next === 'everything' ? undefined : next, {
                replace: true,
              })
            }
          />
        )
      }
    >
      <FigmaPanel
        query={query}
        label="the library"
        isEmpty={isEmpty}
        empty={
          <EmptyNote title="The file publishes nothing">
            Components and styles appear here once a designer publishes them to
            the team’s library.
          </EmptyNote>
        }
      >
        {answer => <Library answer={answer} choice={choice} />}
      </FigmaPanel>
    </Section>
  );
}
