import type { IncomingMessage, ServerResponse } from "node:http";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { BodyReader } from "../frame/body.ts";
import { type Log, reasonOf } from "../frame/log.ts";
import type { WatchMetrics } from "../watching/metrics.ts";
import { HEADERS, send } from "./answering.ts";
import type { Asker, Authenticate } from "./asker.ts";
import { type Streaming, streamEvents } from "./events.ts";
import { BASE } from "./openapi.ts";
import type { Pages } from "./pages.ts";
import { readParameters } from "./parameters.ts";
import type { Problem, Route } from "./route.ts";
import { createRouter } from "./router.ts";

/** Answers requests of the protocol for assistants. */
export type AnswerProtocol = (
  request: IncomingMessage,
  response: ServerResponse,
  asked: { readonly asker: Asker; readonly body: string },
) => Promise<void>;

export interface ApiParts {
  readonly routes: readonly Route[];
  readonly openApi: JsonObject;
  readonly pages: Pages;
  readonly authenticate: Authenticate;
  readonly bodies: BodyReader;
  readonly streaming: Streaming;
  readonly protocol: AnswerProtocol;
  readonly metrics: WatchMetrics;
  readonly log: Log;
}

interface Asking {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly asker: Asker;
  readonly query: URLSearchParams;
}

/** Milliseconds in which a body has to be there. */
const PATIENCE = 20_000;
const PROTOCOL = "/mcp";

/** Answers every request to the API: who may not ask learns nothing, not even which addresses there are. */
export function createApiHandler(
  parts: ApiParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { log, metrics } = parts;
  const find = createRouter(parts.routes);
  const refuse = (response: ServerResponse, problem: Problem, further = {}): void => {
    metrics.requests.add({ status: String(problem.status) });
    send(response, { problem }, { packs: false, further });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asker = await parts.authenticate(request);
    if (!asker) {
      const detail = "Say who asks: Authorization: Bearer TOKEN.";
      refuse(response, { status: 401, detail }, { "WWW-Authenticate": "Bearer" });
      return;
    }
    const [path, search] = splitAddress(request.url ?? "");
    const asking = { request, response, asker, query: new URLSearchParams(search) };
    if (path === PROTOCOL) {
      await answerProtocol(parts, request, response, asker);
      return;
    }
    if (path.startsWith(`${BASE}/`)) await answerApi(path.slice(BASE.length), asking);
    else if (!(await answerPage(path, asking)))
      refuse(response, { status: 404, detail: `Everything is below ${BASE}.` });
  };
  const answerApi = async (below: string, asking: Asking): Promise<void> => {
    const { request, response } = asking;
    if (await answerOwn(below, asking)) return;
    const found = find(request.method ?? "", below);
    if (found?.route) {
      await answerRoute(found.route, { ...asking, path: found.values });
      return;
    }
    if (!found) {
      refuse(response, { status: 404, detail: "There is nothing at this address." });
      return;
    }
    const { methods } = found;
    const detail = `Here is ${methods.join(" and ")} alone.`;
    refuse(response, { status: 405, detail }, { Allow: methods.join(", ") });
  };
  /** What is no route: the document of the API, and the stream. */
  const answerOwn = async (below: string, asking: Asking): Promise<boolean> => {
    const { request, response, asker, query } = asking;
    if (request.method !== "GET") return false;
    if (below === "/openapi.json") {
      finish(request, response, { document: parts.openApi });
      return true;
    }
    if (below !== "/events") return false;
    const { streaming } = parts;
    const problem = await streamEvents(request, response, { asker, query, streaming });
    if (problem) refuse(response, problem);
    else metrics.requests.add({ status: "200" });
    return true;
  };
  /** What a browser is shown. */
  const answerPage = async (path: string, asking: Asking): Promise<boolean> => {
    const { request, response, asker } = asking;
    const shown = request.method === "GET" ? await parts.pages(asker, path) : undefined;
    if (!shown) return false;
    if ("to" in shown) {
      metrics.requests.add({ status: "302" });
      response.writeHead(302, { ...HEADERS, Location: shown.to, "Content-Length": 0 }).end();
    } else if ("problem" in shown) refuse(response, shown.problem);
    else finish(request, response, shown);
    return true;
  };
  const finish = (
    request: IncomingMessage,
    response: ServerResponse,
    given: Parameters<typeof send>[1],
  ): void => {
    const packs = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const status = send(response, given, { packs });
    metrics.requests.add({ status: String(status) });
  };
  const answerRoute = async (
    route: Route,
    asking: Asking & { readonly path: ReadonlyMap<string, string> },
  ): Promise<void> => {
    const { request, response, asker, query, path } = asking;
    const read = readParameters(route, path, query);
    if ("wrong" in read) {
      refuse(response, { status: 400, detail: read.wrong });
      return;
    }
    const body = route.method === "post" ? await readText(parts.bodies, request) : "";
    if (typeof body !== "string") {
      refuse(response, body, { Connection: "close" });
      return;
    }
    finish(request, response, await route.answer({ asker, values: read.values, body }));
  };
  return (request, response) => {
    answer(request, response)
      .catch((error: unknown) => {
        log.error("a request was not answered", { error: reasonOf(error), url: request.url });
        if (response.headersSent) response.destroy();
        else
          refuse(response, {
            status: 500,
            detail: "The server could not answer; its log says why.",
          });
      })
      // What was not read of the body is let go.
      .finally(() => request.resume());
  };
}

async function answerProtocol(
  { bodies, protocol, metrics }: ApiParts,
  request: IncomingMessage,
  response: ServerResponse,
  asker: Asker,
): Promise<void> {
  const body = request.method === "POST" ? await readText(bodies, request) : "";
  if (typeof body !== "string") {
    send(response, { problem: body }, { packs: false, further: { Connection: "close" } });
    return;
  }
  await protocol(request, response, { asker, body });
  metrics.requests.add({ status: String(response.statusCode) });
}

async function readText(bodies: BodyReader, request: IncomingMessage): Promise<Problem | string> {
  const body = await bodies.read(request, PATIENCE);
  if (!Buffer.isBuffer(body)) return { status: body.status, detail: `${body.reason}.` };
  const text = body.toString("utf8");
  bodies.release(body);
  return text;
}

function splitAddress(url: string): readonly [path: string, search: string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}
