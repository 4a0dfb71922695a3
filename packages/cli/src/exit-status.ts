/** What each exit status means. */
export const EXIT_STATUS = {
  /** Nothing at or above the threshold. */
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Something that should have been examined was not. */
  incomplete: 3,
  /** An error inside Watertight or of the machine that it runs on. */
  internal: 4,
} as const;

export type ExitStatus = (typeof EXIT_STATUS)[keyof typeof EXIT_STATUS];
