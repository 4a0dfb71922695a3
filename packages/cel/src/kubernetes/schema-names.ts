/*
 * Names of fields as expressions write them (k8s.io/apiserver/pkg/cel/escaping.go): what CEL could not read is spelled out.
 */

const RESERVED = new Set(
  "true false null in as break const continue else for function if import let loop package namespace return var void while".split(
    " ",
  ),
);

const ESCAPES = new Map([
  ["__", "__underscores__"],
  [".", "__dot__"],
  ["-", "__dash__"],
  ["/", "__slash__"],
]);

const UNESCAPES = new Map(Array.from(ESCAPES, ([plain, escaped]) => [escaped, plain]));

/** The name in expressions, `undefined` if it cannot be written in one. */
export function escapeName(name: string): string | undefined {
  if (!/^[a-zA-Z_./-][a-zA-Z0-9_./-]*$/.test(name)) {
    return;
  }
  return RESERVED.has(name)
    ? `__${name}__`
    : name.replace(/__|[-./]/g, (part) => ESCAPES.get(part) ?? part);
}

/** The name of the field that is meant by a name in an expression. */
export function unescapeName(name: string): string | undefined {
  const word = /^__([a-z]+)__$/.exec(name)?.[1];
  if (word !== undefined && RESERVED.has(word)) {
    return word;
  }
  const parts = name.match(/__[^_]+__/g) ?? [];
  return parts.every((part) => UNESCAPES.has(part))
    ? name.replace(/__[^_]+__/g, (part) => UNESCAPES.get(part) ?? part)
    : undefined;
}
