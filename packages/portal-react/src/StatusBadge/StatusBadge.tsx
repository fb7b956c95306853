import {
  RemixiconComponentType,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiTimeLine,
} from '@remixicon/react';
import styles from './StatusBadge.module.css';

/** What a status means to the reader, whatever the field calls it. */
export type StatusTone =
  'success' | 'failure' | 'warning' | 'running' | 'waiting' | 'neutral';

/** Props of {@link StatusBadge}. */
export interface StatusBadgeProps {
  tone: StatusTone;
  /** The status in words: colour and icon are never all there is. */
  label: string;
  /** Instead of the icon of the tone. */
  icon?: RemixiconComponentType;
  /** `pill` stands out; `plain` sits in a line of text. */
  variant?: 'pill' | 'plain';
}

const ICONS: Record<StatusTone, RemixiconComponentType> = {
  success: RiCheckboxCircleFill,
  failure: RiCloseCircleFill,
  warning: RiErrorWarningFill,
  running: RiLoader4Line,
  waiting: RiTimeLine,
  neutral: RiIndeterminateCircleLine,
};

/** A status as icon, text and colour. */
export function StatusBadge(props: StatusBadgeProps) {
  const { tone, label, variant = 'pill' } = props;
  const Icon = props.icon ?? ICONS[tone];
  return (
    <span className={styles.badge} data-tone={tone} data-variant={variant}>
      <span className={styles.icon} aria-hidden="true">
        <Icon size={16} />
      </span>
      {label}
    </span>
  );
}
