import type { GateFinding } from "./findings.ts";
import type { GateResponse } from "./response.ts";

/** What one of those who decide says of a request. */
export interface Verdicts {
  readonly findings: readonly GateFinding[];
  /** Reasons to refuse it. */
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  /** As the one who refuses words it, where it is one alone. */
  readonly status: GateResponse["status"];
}
