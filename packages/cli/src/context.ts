import type { Snapshot } from "@watertight/core/snapshot";
import type { PageAsset } from "@watertight/reports/page";
import type { ExitStatus } from "./exit-status.ts";

/** A stream that a verb writes to. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Columns of the terminal, or 80. */
  readonly columns: number;
}

/** The process as a verb sees it; tests give their own. */
export interface Context {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The bytes of standard input; a function, because opening it has a cost. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly version: string;
  /** Reads the program of pages, which lies beside the command; asked only when a page is written. */
  readonly page: () => PageAsset;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  /** The day, as `2026-07-01`, in UTC. */
  readonly today: () => string;
  /** Aborted once the person, or the system, asks the command to end; a verb that goes on until then asks for it. */
  readonly interruption: () => AbortSignal;
  /** The input where it is there already, as a server has it: whatever PATH a verb is given, this is what it reads. */
  readonly input?: Snapshot;
  /** What `what-if` makes of an input before any question is asked of it; absent without it. */
  readonly change?: (snapshot: Snapshot) => Snapshot;
  /** Tells which status to end with if the reader of standard output goes away before the verb has finished. */
  readonly statusSoFar: (status: ExitStatus) => void;
}
