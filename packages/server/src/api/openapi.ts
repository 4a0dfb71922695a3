import type { JsonObject } from "@watertight/core/kubernetes";
import type { Parameter, Route } from "./route.ts";
import type { Schema } from "./schema.ts";
import { named } from "./schema.ts";
import { SCHEMAS } from "./schemas.ts";

/** The address below which everything stands. */
export const BASE = "/api/v1";

/** The document that describes the API (OpenAPI 3.1), made of what answers. */
export function openApiOf(routes: readonly Route[], version: string): JsonObject {
  const paths: Record<string, JsonObject> = {
    "/events": { get: eventsOperation() },
    "/openapi.json": {
      get: {
        operationId: "getOpenApi",
        summary: "This document",
        security: [],
        responses: { 200: content("application/json", { type: "object" }, "The document") },
      },
    },
  };
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Watertight",
      version,
      description:
        "Clusters, findings and their lives, as the server knows them. Everything is read-only. Lists are in pages: give `next` of an answer as `cursor`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: BASE }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas: SCHEMAS,
    },
  };
}

function operationOf({ id, summary, parameters, answers, method }: Route): JsonObject {
  const isLines = answers === "lines";
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters: parameters.map(parameterOf) }),
    ...(method === "post" && {
      requestBody: {
        required: true,
        content: { "application/jsonl": { schema: { type: "string" } } },
      },
    }),
    responses: {
      200: isLines
        ? content("application/jsonl", { type: "string" }, "An answer a line, in the same order")
        : content("application/json", named(answers), "The answer"),
      default: problemResponse(),
    },
  };
}

function eventsOperation(): JsonObject {
  return {
    operationId: "streamEvents",
    summary: "What happens to findings, as it happens: server-sent events, each an Event",
    parameters: [
      {
        name: "after",
        in: "query",
        description: "Number of the last event that is known; those after it are sent first.",
        schema: { type: "integer", minimum: 0 },
      },
      {
        name: "cluster",
        in: "query",
        description: "Only of this cluster; may be repeated.",
        schema: { type: "array", items: { type: "string" } },
        explode: true,
        style: "form",
      },
    ],
    responses: {
      200: content("text/event-stream", { type: "string" }, "The stream"),
      default: problemResponse(),
    },
  };
}

function problemResponse(): JsonObject {
  return content("application/problem+json", named("Problem"), "Why there is no answer");
}

function content(type: string, schema: Schema, description: string): JsonObject {
  return { description, content: { [type]: { schema } } };
}

function parameterOf(parameter: Parameter): JsonObject {
  const { name, description, required = false, repeated = false } = parameter;
  const schema = schemaOf(parameter);
  return {
    ...{ name, in: parameter.in, description, required: required || parameter.in === "path" },
    schema: repeated ? { type: "array", items: schema, maxItems: 100 } : schema,
    ...(repeated && { style: "form", explode: true }),
  };
}

function schemaOf({ choices, range, format }: Parameter): Schema {
  if (choices) return { type: "string", enum: [...choices] };
  if (range) return { type: "integer", minimum: range[0], maximum: range[1] };
  return { type: "string", maxLength: 1024, ...(format === "time" && { format: "date-time" }) };
}
