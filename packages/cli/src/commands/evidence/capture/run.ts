import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { doingOf, lockWords, storeFor } from "../../../evidence-store.ts";
import { isClusterPath } from "../../../live/cluster-path.ts";
import { withConnection } from "../../../live/read-live.ts";
import { UsageError } from "../../../usage-error.ts";
import { auditSlice } from "../audit-slice.ts";
import { keepPod } from "../keep-pod.ts";

/** `evidence capture`. */
export const run: Run = async (args, context) => {
  const pod = podIn(args.operands[0] ?? "");
  const [path] = args.values("cluster").length > 0 ? ["cluster:"] : [];
  if (path === undefined || !isClusterPath(path))
    throw new UsageError("Say which cluster, with --cluster.", { verb: "evidence capture" });
  const slice = await auditSlice(args.values("audit"), pod, context);
  const store = await storeFor(args, context);
  const kept = await withConnection(path, args, context, (connection) =>
    keepPod(
      connection,
      { ...pod, audit: slice.lines, events: slice.events, logged: slice.logged },
      {
        ...{ store, doing: doingOf(args, context) },
        keepDays: args.integer("keep-days") ?? 365,
        withEngines: true,
      },
    ),
  );
  if (kept === undefined)
    throw new UsageError(
      `Nobody knows pod ${pod.namespace}/${pod.name}: the cluster does not have it, and no log that was given.`,
    );
  const { entry } = kept;
  const lock = await lockWords(store);
  const lines = [
    `Capture ${entry.number} of ${entry.about}: ${counted(entry.items.length, "item")} in ${store.storage.name}.`,
    ...entry.items.map(({ kind, name, size }) => `  ${kind}  ${name}  ${counted(size, "byte")}`),
    ...entry.missing.map((each) => `  not had: ${each}`),
    ...(lock === "" ? [] : [lock]),
    `Next: watertight evidence export ${entry.number} --to case.tar`,
  ];
  context.stdout.write(lines.map((line) => `${sanitize(line)}\n`).join(""));
  return entry.missing.length === 0
    ? CLEAN
    : endedIncomplete(`Of ${entry.about} not everything could be had: ${entry.missing[0] ?? ""}.`);
};

function podIn(text: string): { readonly namespace: string; readonly name: string } {
  const [kind = "", namespace = "", name = "", ...more] = text.split("/");
  const isPod = (kind === "pod" || kind === "pods") && namespace !== "" && name !== "";
  if (isPod && more.length === 0) return { namespace, name };
  throw new UsageError(`"${text}" is no pod; it takes pod/NAMESPACE/NAME.`, {
    verb: "evidence capture",
  });
}
