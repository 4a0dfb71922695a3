import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Finding } from "@watertight/core/findings";
import type { FindingChanges } from "@watertight/core/scan";
import type { Source } from "@watertight/server";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { contextIn, isClusterPath } from "../../live/cluster-path.ts";
import { type FollowedScan, followScan } from "../../live/followed-scan.ts";
import { prepareScan, scanPlan } from "../../scanning.ts";
import { UsageError } from "../../usage-error.ts";

const VERB = { verb: "serve" };
/** Milliseconds between two looks at files. */
const LOOK = 2000;

/** What is watched: each running cluster by itself, and all files together. */
export function sourcesOf(args: Arguments, context: Context): readonly Source[] {
  const live = args.operands.filter(isClusterPath);
  const files = args.operands.filter((path) => !isClusterPath(path));
  const sources = [
    ...[...new Set(live)].map((path) => liveSource(path, args, context)),
    ...(files.length > 0 ? [fileSource(files, args, context)] : []),
  ];
  if (sources.length === 0) {
    throw new UsageError("Say what to watch: --cluster, cluster:CONTEXT or a PATH.", VERB);
  }
  const given = args.value("cluster-name");
  if (given === undefined) return demandNames(sources);
  const [only, ...others] = sources;
  if (only && others.length === 0) return demandNames([{ ...only, name: given }]);
  throw new UsageError("--cluster-name is for one cluster, and there are several.", VERB);
}

/** Names stand in addresses, and tell clusters apart. */
function demandNames(sources: readonly Source[]): readonly Source[] {
  const names = new Set<string>();
  for (const { name } of sources) {
    if (!/^[A-Za-z0-9]([A-Za-z0-9._:@-]{0,200}[A-Za-z0-9])?$/.test(name)) {
      throw new UsageError(`"${name}" is no name for a cluster: give --cluster-name.`, VERB);
    }
    if (names.has(name)) throw new UsageError(`Two clusters are called ${name}.`, VERB);
    names.add(name);
  }
  return sources;
}

function liveSource(path: string, args: Arguments, context: Context): Source {
  return {
    name: (contextIn(path) ?? args.value("context") ?? "cluster").replaceAll(
      /[^A-Za-z0-9._:@-]/g,
      "-",
    ),
    place: path,
    follow: async (listener, signal) => {
      const plan = await scanPlan(args, context, "serve", { paths: [] });
      await followScan(
        path,
        plan,
        {
          onScan: (now) => listener.onView(viewOf(now)),
          onChanges: (now, changes, found) =>
            listener.onChanges(viewOf(now), { changes, fingerprints: fingerprintsIn(found) }),
        },
        { args, context, signal },
      );
    },
  };
}

function viewOf({ scan }: FollowedScan): Parameters<Parameters<Source["follow"]>[0]["onView"]>[0] {
  return { snapshot: scan.cluster().snapshot, findings: scan.findings };
}

function fingerprintsIn({ appeared, gone, changed }: FindingChanges): ReadonlySet<string> {
  const all: readonly Finding[] = [...appeared, ...gone, ...changed.map(({ now }) => now)];
  return new Set(all.map(({ fingerprint }) => fingerprint));
}

/** Files are read again, all of them, when one of them is another or has another time. */
function fileSource(paths: readonly string[], args: Arguments, context: Context): Source {
  const [first = "."] = paths;
  const places = paths.map((path) => resolve(context.workingDirectory, path));
  return {
    name: basename(resolve(context.workingDirectory, first)),
    place: paths.join(" "),
    follow: async (listener, signal) => {
      const isOver = (): boolean => signal.aborted;
      while (!isOver()) {
        const before = await stampOf(places);
        const scanning = await prepareScan(args, context, "serve", { paths });
        const findings = [...scanning.findings()];
        await listener.onView({ snapshot: scanning.snapshot, findings: () => findings });
        while (!isOver() && (await stampOf(places)) === before) await pause(LOOK, signal);
      }
    },
  };
}

/** Names, sizes and times of all files, as one text. */
async function stampOf(places: readonly string[]): Promise<string> {
  const stamps: string[] = [];
  for (const place of places) {
    const found = await stat(place).catch(() => undefined);
    if (!found?.isDirectory()) {
      stamps.push(`${place} ${found?.size} ${found?.mtimeMs}`);
      continue;
    }
    const names = await readdir(place, { recursive: true }).catch(() => []);
    for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
      const file = await stat(join(place, name)).catch(() => undefined);
      stamps.push(`${name} ${file?.size} ${file?.mtimeMs}`);
    }
  }
  return stamps.join("\n");
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      settle();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
