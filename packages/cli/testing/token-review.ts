/** What a token of the test says. */
interface Claims {
  readonly node: string;
  readonly audience: string;
  readonly user: string;
  readonly pod: string;
  readonly uid: string;
}

/** What the server says of a token: what it says of itself, where its audience is the one that is asked for. */
export function reviewOf(spec: {
  readonly token: string;
  readonly audiences: readonly string[];
}): object {
  const claims = JSON.parse(spec.token) as Claims;
  if (!spec.audiences.includes(claims.audience)) return { error: "another audience" };
  const key = "authentication.kubernetes.io";
  const extra = {
    [`${key}/pod-name`]: [claims.pod],
    [`${key}/pod-uid`]: [claims.uid],
    [`${key}/node-name`]: [claims.node],
  };
  const user = { username: claims.user, extra };
  return { authenticated: true, audiences: [claims.audience], user };
}
