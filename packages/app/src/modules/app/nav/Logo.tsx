/** Two broadcast arcs over an M whose middle is on air. */
function Mark() {
  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round">
      <path
        d="M5 27V12.5l11 10 11-10V27"
        stroke="currentColor"
        strokeWidth="3.6"
      />
      <circle cx="16" cy="11.5" r="2.8" fill="var(--portal-live, #ff6b6b)" />
      <path
        d="M9.6 8.2a8 8 0 0 1 12.8 0"
        stroke="var(--portal-live, #ff6b6b)"
        strokeWidth="2.2"
      />
    </g>
  );
}

/** The mark alone, for narrow places. Decorative: the link around it carries the name. */
export function LogoMark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
      <Mark />
    </svg>
  );
}

/** Mark and word. Decorative: the link or heading beside it carries the name. */
export function LogoFull() {
  return (
    <svg width="148" height="32" viewBox="0 0 148 32" aria-hidden="true">
      <Mark />
      <text
        x="42"
        y="23"
        fill="currentColor"
        fontFamily="var(--bui-font-regular)"
        fontSize="20"
        fontWeight="650"
        letterSpacing="-0.3"
      >
        MobWorx
      </text>
    </svg>
  );
}
