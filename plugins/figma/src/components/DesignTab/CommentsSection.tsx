import type { CommentsResponse, Thread } from '@internal/plugin-figma-common';
import { EmptyNote, RelativeTime, Section } from '@internal/portal-react';
import { useComments } from '../../hooks';
import { counted } from '../../words';
import { FigmaPanel } from '../FigmaPanel';
import { OutLink } from '../OutLink';
import styles from './DesignTab.module.css';
import { LongList } from './LongList';

const SHOWN_AT_FIRST = 4;

function ThreadRow(props: { thread: Thread }) {
  const { author, at, message, replies, lastReply, nodeName, url } =
    props.thread;
  return (
    <li className={styles.item}>
      <span className={styles.note}>
        <strong>{author}</strong>, <RelativeTime iso={at} />
        {nodeName && `, on ${nodeName}`}
      </span>
      <p className={styles.text}>{message}</p>
      {lastReply && (
        <blockquote className={styles.reply}>
          <span className={styles.note}>
            {counted(replies, 'reply', 'replies')}, the last by{' '}
            <strong>{lastReply.author}</strong>,{' '}
            <RelativeTime iso={lastReply.at} />
          </span>
          <p className={styles.text}>{lastReply.message}</p>
        </blockquote>
      )}
      <span className={styles.links}>
        <OutLink href={url} label={`Answer in Figma: ${author}’s comment`}>
          Answer in Figma
        </OutLink>
      </span>
    </li>
  );
}

function Threads(props: { answer: CommentsResponse }) {
  const { threads, total, file } = props.answer;
  return (
    <>
      <LongList name="comments" items={threads} first={SHOWN_AT_FIRST}>
        {thread => <ThreadRow key={thread.id} thread={thread} />}
      </LongList>
      {total > threads.length && (
        <p className={styles.note}>
          {counted(total, 'thread')} are open;{' '}
          <OutLink href={file.url}>see the others in Figma</OutLink>
        </p>
      )}
    </>
  );
}

/** What is discussed and not settled. */
export function CommentsSection(props: { entityRef: string }) {
  const query = useComments(props.entityRef);
  return (
    <Section title="Open comments">
      <FigmaPanel
        query={query}
        label="comments"
        isEmpty={({ threads }) => threads.length === 0}
        empty={
          <EmptyNote title="No open comments">
            Every thread of comments on the file is resolved.
          </EmptyNote>
        }
      >
        {answer => <Threads answer={answer} />}
      </FigmaPanel>
    </Section>
  );
}
