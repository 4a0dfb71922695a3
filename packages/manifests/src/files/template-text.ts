/**
 * Whether a text that is not valid YAML is so because a program is to fill it in: it has `{{ … }}` or `{% … %}` outside
 * quotes. Ask only about text that failed to parse: `{{` in a string or a block scalar is ordinary YAML.
 */
export function looksLikeTemplate(text: string): boolean {
  if (!text.includes("{{") && !text.includes("{%")) return false;
  return text.split("\n").some((line) => {
    const bare = line.replace(/"[^"]*"|'[^']*'/g, (quoted) =>
      quoted.includes("}}") ? "" : quoted,
    );
    return hasPair(bare, "{{", "}}") || hasPair(bare, "{%", "%}");
  });
}

function hasPair(line: string, open: string, close: string): boolean {
  const start = line.indexOf(open);
  return start >= 0 && line.includes(close, start + open.length);
}
