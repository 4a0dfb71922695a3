import type { ServerResponse } from "node:http";
import { gzip } from "node:zlib";
import type { Answer, Problem } from "./route.ts";

const TITLES: Readonly<Record<Problem["status"], string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Nothing of this is a page: nobody may show it, keep it, guess its type or ask for it from another site. */
export const HEADERS: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

const WORTH_PACKING = 4096;

/** Sends an answer, packed where whoever asks takes that. */
export function send(
  response: ServerResponse,
  answer: Answer | { readonly html: string },
  { packs, further = {} }: { readonly packs: boolean; readonly further?: Record<string, string> },
): number {
  const { status, type, text } = contentOf(answer);
  const body = Buffer.from(text, "utf8");
  const headers = {
    ...HEADERS,
    "Content-Type": type,
    ...("html" in answer && OF_PAGES),
    ...further,
  };
  if (!packs || body.length < WORTH_PACKING) {
    response.writeHead(status, { ...headers, "Content-Length": body.length });
    response.end(body);
    return status;
  }
  gzip(body, { level: 3 }, (error, packed) => {
    if (response.destroyed) return;
    const sent = error ? body : packed;
    response.writeHead(status, {
      ...headers,
      ...(!error && { "Content-Encoding": "gzip" }),
      ...{ Vary: "Accept-Encoding", "Content-Length": sent.length },
    });
    response.end(sent);
  });
  return status;
}

/** A page says itself what it may load; nobody else may frame it. */
const OF_PAGES = { "Content-Security-Policy": "frame-ancestors 'none'" } as const;

function contentOf(answer: Parameters<typeof send>[1]): {
  readonly status: number;
  readonly type: string;
  readonly text: string;
} {
  if ("document" in answer) {
    return { status: 200, type: "application/json", text: `${JSON.stringify(answer.document)}\n` };
  }
  if ("html" in answer) {
    return { status: 200, type: "text/html; charset=utf-8", text: answer.html };
  }
  if ("lines" in answer) return { status: 200, type: "application/jsonl", text: answer.lines };
  const { status, detail } = answer.problem;
  const problem = { type: "about:blank", title: TITLES[status], status, detail };
  return { status, type: "application/problem+json", text: `${JSON.stringify(problem)}\n` };
}
