import type { Arguments } from "../command.ts";
import type { Context } from "../context.ts";
import { isClusterPath } from "../live/cluster-path.ts";
import { withConnection } from "../live/read-live.ts";

/** What the API server of a running cluster answers at `/metrics`, or one sentence on why it does not. */
export async function liveMetrics(
  paths: readonly string[],
  args: Arguments,
  context: Context,
): Promise<{ readonly text: string } | { readonly problem: string } | undefined> {
  const path = paths.find(isClusterPath);
  if (path === undefined) return undefined;
  return withConnection(path, args, context, async ({ probe }) => {
    const answer = await probe({ path: "/metrics", as: "caller", accept: "text/plain" });
    if ("failure" in answer) {
      return { problem: `The metrics of the API server were not read: ${answer.failure}.` };
    }
    return answer.status === 200
      ? { text: answer.text }
      : {
          problem: `The metrics of the API server may not be read (status ${answer.status}): what it was asked for is not known.`,
        };
  });
}
