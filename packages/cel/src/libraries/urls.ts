import type { FunctionDeclaration, Library } from "../typing/environment.ts";
import { BOOL, listOf, mapOf, objectType, STRING, type Type } from "../typing/type.ts";
import { Comparable } from "../values/equality.ts";
import {
  CelError,
  CelMap,
  noSuchOverload,
  type Result,
  textOf,
  type Value,
} from "../values/value.ts";
import { declare, global, member, unary } from "./declare.ts";
import {
  escapedPath,
  hostname,
  parseRequestUri,
  parseUrl,
  portOf,
  queryParameters,
  showUrl,
  type Url,
} from "./url.ts";

/*
 * URLs (k8s.io/apiserver/pkg/cel/library/urls.go).
 */

const URL_TYPE: Type = objectType("kubernetes.URL");

export class UrlValue extends Comparable {
  readonly url: Url;
  readonly comparesCheaply = true;

  constructor(url: Url) {
    super();
    this.url = url;
  }

  override get type(): Type {
    return URL_TYPE;
  }

  override equals(other: Value): Result {
    return other instanceof UrlValue
      ? other.toString() === this.toString()
      : noSuchOverload("_==_", other);
  }

  override get keyText(): string {
    return this.toString();
  }

  override toString(): string {
    return showUrl(this.url);
  }
}

function urlOf(text: Value): Result {
  const request = parseRequestUri(textOf(text));
  const url = request instanceof CelError ? request : parseUrl(textOf(text));
  return url instanceof CelError
    ? new CelError(`URL parse error during conversion from string: ${url.message}`)
    : new UrlValue(url);
}

function getter(name: string, id: string, does: (url: Url) => string): FunctionDeclaration {
  return declare(
    name,
    member(
      id,
      [URL_TYPE],
      STRING,
      unary((value) => (value instanceof UrlValue ? does(value.url) : noSuchOverload(name, value))),
    ),
  );
}

function queryOf(value: Value): Result {
  if (!(value instanceof UrlValue)) {
    return noSuchOverload("getQuery", value);
  }
  const query = new CelMap();
  for (const [name, values] of queryParameters(value.url)) {
    query.set(name, values);
  }
  return query;
}

export const URLS: Library = {
  functions: [
    declare("url", global("string_to_url", [STRING], URL_TYPE, unary(urlOf))),
    getter("getScheme", "url_get_scheme", ({ scheme }) => scheme),
    getter("getHost", "url_get_host", ({ host }) => host),
    getter("getHostname", "url_get_hostname", hostname),
    getter("getPort", "url_get_port", portOf),
    getter("getEscapedPath", "url_get_escaped_path", escapedPath),
    declare(
      "getQuery",
      member("url_get_query", [URL_TYPE], mapOf(STRING, listOf(STRING)), unary(queryOf)),
    ),
    declare(
      "isURL",
      global(
        "is_url_string",
        [STRING],
        BOOL,
        unary((text) => !(parseRequestUri(textOf(text)) instanceof CelError)),
      ),
    ),
  ],
};
