import { textAt, textsAt, valueAt } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { readJson } from "../requests/read-json.ts";

/** Whose a token is, as the API server says. */
export interface ReviewedToken {
  /** `system:serviceaccount:NAMESPACE:NAME`. */
  readonly user: string;
  readonly audiences: readonly string[];
  /** Of the Pod that the token is bound to; "" where it is bound to none. */
  readonly pod: string;
  readonly podUid: string;
  /** Of that Pod; "" where the server is older than 1.30 and does not say. */
  readonly node: string;
}

/** A token that is nobody's; where this identity may not ask at all, `mayAsk` is false. */
export interface RefusedToken {
  readonly problem: string;
  readonly mayAsk: boolean;
}

/** Asks the API server whose a token of an audience is (TokenReview of authentication.k8s.io/v1). */
export async function reviewToken(
  connection: Connection,
  token: string,
  audience: string,
): Promise<ReviewedToken | RefusedToken> {
  const body = JSON.stringify({
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenReview",
    spec: { token, audiences: [audience] },
  });
  const answer = await connection.ask({
    path: "/apis/authentication.k8s.io/v1/tokenreviews",
    body,
    read: (got) => readJson(got, connection.silence),
  });
  if ("refusal" in answer) {
    const { status, message } = answer.refusal;
    return { problem: `The token cannot be reviewed: ${message}.`, mayAsk: status !== 403 };
  }
  const { value } = answer;
  if (valueAt(value, "status", "authenticated") !== true) {
    const error = textAt(value, "status", "error") || "it gives no reason";
    return { problem: `The API server does not know the token: ${error}.`, mayAsk: true };
  }
  const extra = (name: string): string => {
    const key = `authentication.kubernetes.io/${name}`;
    return textsAt(value, "status", "user", "extra", key)[0] ?? "";
  };
  return {
    user: textAt(value, "status", "user", "username"),
    audiences: textsAt(value, "status", "audiences"),
    ...{ pod: extra("pod-name"), podUid: extra("pod-uid"), node: extra("node-name") },
  };
}
