import { textAt, valueAt } from "@watertight/core/kubernetes";
import { parseDocument } from "../sources/manifest.ts";
import type { Challenge } from "./challenge.ts";
import type { Credential } from "./credentials.ts";
import { PassingError, RegistryError } from "./failure.ts";
import type { HttpAnswer, SendHttp } from "./http.ts";

/** A token that lets its holder pull. */
export interface Token {
  readonly text: string;
  /** How long it is good. */
  readonly seconds: number;
}

/** Where a token is asked for, and for what. */
export interface TokenQuestion {
  readonly url: URL;
  readonly service: string;
  readonly scope: string;
  readonly repository: string;
}

/** Of a token that does not say how long it is good (the token specification), in seconds. */
const SHORTEST_TOKEN = 60;
const LONGEST_ANSWER = 1_048_576;

/** What a challenge asks to be asked; throws where it names no address. */
export function tokenQuestion(
  { parameters }: Challenge,
  registry: URL,
  repository: string,
): TokenQuestion {
  const realm = parameters.get("realm") ?? "";
  if (!URL.canParse(realm))
    throw new RegistryError(`${registry.host} names no address where to ask for a token.`);
  return {
    url: new URL(realm),
    service: parameters.get("service") ?? "",
    scope: parameters.get("scope") ?? `repository:${repository}:pull`,
    repository,
  };
}

/** The token flow of distribution (docs/spec/auth/token.md and oauth.md); undefined where the credential is refused. */
export async function askToken(
  send: SendHttp,
  question: TokenQuestion,
  credential: Credential | undefined,
): Promise<Token | undefined> {
  const { url, repository } = question;
  const answer = await ask(send, question, credential);
  if (answer.status === 401 || answer.status === 403) {
    answer.discard();
    return undefined;
  }
  if (answer.status >= 400) {
    answer.discard();
    throw new PassingError(
      `${url.host} gives no token for ${repository}: it answers ${answer.status}.`,
      { status: answer.status, passing: answer.status === 429 || answer.status >= 500 },
    );
  }
  const document = parseDocument(await shortBody(answer), `The token of ${url.host}`);
  const text = textAt(document, "token") || textAt(document, "access_token");
  // It becomes a part of a head.
  if (text === "" || /[^\x21-\x7e]/.test(text))
    throw new RegistryError(`${url.host} gives no token for ${repository}.`);
  const seconds = valueAt(document, "expires_in");
  return { text, seconds: typeof seconds === "number" && seconds > 0 ? seconds : SHORTEST_TOKEN };
}

function ask(
  send: SendHttp,
  { url, service, scope }: TokenQuestion,
  credential: Credential | undefined,
): Promise<HttpAnswer> {
  if (credential?.kind === "identity")
    return send({
      url,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "refresh_token",
        client_id: "watertight",
        refresh_token: credential.token,
        service,
        scope,
      }).toString(),
    });
  const asked = new URL(url);
  if (service !== "") asked.searchParams.set("service", service);
  // Several scopes stand apart by spaces, and are asked for one by one.
  for (const each of scope.split(" ")) asked.searchParams.append("scope", each);
  return send({ url: asked, headers: credential ? { authorization: basic(credential) } : {} });
}

async function shortBody({ body }: HttpAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A name and a password as a head has them. */
export function basic({ user, password }: Extract<Credential, { kind: "password" }>): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
