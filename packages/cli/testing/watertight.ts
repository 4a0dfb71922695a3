import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { PageAsset } from "@watertight/reports/page";
import { invoke } from "../src/invoke.ts";
import { COMMANDS } from "../src/registry.ts";

/** What a person sees of one run of the command. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, in a folder with these files and these bytes on standard input. */
export async function watertight(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  stdin = "",
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-journey-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await watertightIn(folder, argv, stdin);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What stands in the place of the program of pages, where a test does not open them. */
const NO_PROGRAM: PageAsset = {
  script: "/* the program of pages */",
  style: "/* its style */",
  engine: "/* its engine */",
};

/** What a test has otherwise. */
interface Surroundings {
  /** The program of pages. */
  readonly asset?: PageAsset;
  /** Variables of the environment; absent: those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends a verb that goes on until it is interrupted. */
  readonly interruption?: AbortSignal;
  /** Hears what stands on a stream so far, whenever something is written. */
  readonly told?: (text: string, stream: "stdout" | "stderr") => void;
}

const NEVER = new AbortController().signal;

/** The same in a folder that the test has made itself. */
export async function watertightIn(
  folder: string,
  argv: readonly string[],
  stdin = "",
  { asset = NO_PROGRAM, environment, interruption = NEVER, told }: Surroundings = {},
): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const output = (
    stream: keyof typeof written,
  ): { write: (text: string) => void; isTerminal: false; columns: 80 } => ({
    write: (text) => {
      written[stream] += text;
      told?.(written[stream], stream);
    },
    isTerminal: false,
    columns: 80,
  });
  const status = await invoke(argv, COMMANDS, {
    stdout: output("stdout"),
    stderr: output("stderr"),
    stdin: () => Readable.from([Buffer.from(stdin)]),
    environment: environment ?? process.env,
    workingDirectory: folder,
    version: "0.0.0-test",
    page: () => asset,
    now: () => 0,
    today: () => "2026-07-01",
    interruption: () => interruption,
    statusSoFar: () => undefined,
  });
  return { status, ...written };
}
