import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { buffer } from "node:stream/consumers";
import type { JsonValue } from "@watertight/core/kubernetes";

/** Who asks. */
export type Identity =
  | { readonly token: string }
  | { readonly certificate: string; readonly key: string };

export interface ServerAddress {
  readonly url: string;
  /** Certificate of the authority, PEM. */
  readonly authority: string;
}

export interface Answer {
  /** 0 where there was none. */
  readonly status: number;
  readonly text: string;
  /** The body as JSON; null where it is none. */
  readonly json: JsonValue;
  /** Texts of its headers `Warning`, in their order. */
  readonly warnings: readonly string[];
}

/** Sends a request of JSON; nothing that the server says, or does not say, is an error. */
export interface Ask {
  (
    method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT",
    path: string,
    body?: JsonValue,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Ends the connections. */
  readonly close: () => void;
}

/** How a server is asked with one identity, over connections that are kept. */
export function createAsk(server: ServerAddress, identity: Identity): Ask {
  const { hostname, port } = new URL(server.url);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 32,
    ca: server.authority,
    ...("key" in identity && { cert: identity.certificate, key: identity.key }),
  });
  const authorization = "token" in identity ? { Authorization: `Bearer ${identity.token}` } : {};
  const ask = (...[method, path, body, headers = {}]: Parameters<Ask>): Promise<Answer> =>
    new Promise((settle) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
      const asked = request(
        {
          ...{ hostname, port, method, path, agent },
          headers: {
            Accept: "application/json",
            ...authorization,
            ...(text !== "" && { "Content-Type": type, "Content-Length": Buffer.byteLength(text) }),
            ...headers,
          },
        },
        (answer) => {
          void answerOf(answer).then(settle);
        },
      );
      asked.on("error", ({ message }) => {
        settle({ status: 0, text: message, json: null, warnings: [] });
      });
      asked.end(text);
    });
  return Object.assign(ask, {
    close: () => {
      agent.destroy();
    },
  });
}

async function answerOf(answer: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0 } = answer;
  try {
    const text = (await buffer(answer)).toString("utf8");
    return { status, text, json: jsonOf(text), warnings: warningsIn(answer.rawHeaders) };
  } catch {
    return { status: 0, text: "The answer was cut.", json: null, warnings: [] };
  }
}

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** `299 - "text"`, each in a header of its own. */
function warningsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((value, index) => {
    const isWarning = index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "warning";
    const [, text] = (isWarning && /^\d+ \S+ "(.*)"$/s.exec(value)) || [];
    // Headers are read as Latin-1, and are UTF-8.
    return text === undefined
      ? []
      : [Buffer.from(text, "latin1").toString("utf8").replaceAll(/\\(.)/g, "$1")];
  });
}
