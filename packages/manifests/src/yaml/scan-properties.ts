import { isBlankOrEnd, isHexDigit, isNameCharacter } from "./characters.ts";
import type { Tag } from "./tokens.ts";
import { YamlError } from "./yaml-error.ts";

/** The offset after the name of the anchor or alias whose `&` or `*` stands at `at`. */
export function scanName(source: string, at: number): number {
  let position = at + 1;
  while (isNameCharacter(source.charCodeAt(position))) position++;
  const code = source.charCodeAt(position);
  if (
    position === at + 1 ||
    !(isBlankOrEnd(code) || "?:,]}%@`".includes(source.charAt(position)))
  ) {
    const what = source.charAt(at) === "&" ? "An anchor" : "An alias";
    throw new YamlError(`${what} is a name of letters, digits, "_" and "-".`, at);
  }
  return position;
}

/** A tag and the offset after it. */
export interface TagScan {
  readonly tag: Tag;
  readonly position: number;
}

/** Follows `yaml_parser_scan_tag`. */
export function scanTag(source: string, at: number): TagScan {
  const scan = source.charAt(at + 1) === "<" ? scanVerbatim(source, at) : scanShorthand(source, at);
  if (!isBlankOrEnd(source.charCodeAt(scan.position))) {
    throw new YamlError("A tag must be followed by a space or a line break.", at);
  }
  return scan;
}

function scanVerbatim(source: string, at: number): TagScan {
  const end = endOfUri(source, at + 2);
  if (end === at + 2 || source.charAt(end) !== ">") {
    throw new YamlError('A tag that begins with "!<" must end with ">".', at);
  }
  return { tag: { handle: "", suffix: unescapeUri(source.slice(at + 2, end)) }, position: end + 1 };
}

function scanShorthand(source: string, at: number): TagScan {
  let handleEnd = at + 1;
  while (isNameCharacter(source.charCodeAt(handleEnd))) handleEnd++;
  const named = source.charAt(handleEnd) === "!";
  const suffixStart = named ? handleEnd + 1 : at + 1;
  const end = endOfUri(source, suffixStart);
  const suffix = unescapeUri(source.slice(suffixStart, end));
  if (named && end === suffixStart) {
    throw new YamlError("A tag must have a name after its handle.", at);
  }
  if (suffix === "") return { tag: { handle: "", suffix: "!" }, position: end };
  return { tag: { handle: source.slice(at, named ? suffixStart : at + 1), suffix }, position: end };
}

function endOfUri(source: string, at: number): number {
  let position = at;
  for (;;) {
    const code = source.charCodeAt(position);
    if (code === 37) {
      if (
        !isHexDigit(source.charCodeAt(position + 1)) ||
        !isHexDigit(source.charCodeAt(position + 2))
      ) {
        throw new YamlError('"%" in a tag must be followed by two hexadecimal digits.', position);
      }
    } else if (
      code === 0 ||
      !(isNameCharacter(code) || ";/?:@&=+$,.!~*'()[]".includes(source.charAt(position)))
    ) {
      return position;
    }
    position++;
  }
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A directive line: `%TAG` gives a handle and its prefix, `%YAML` none. */
export interface Directive {
  readonly handle?: string;
  readonly prefix?: string;
}

const YAML_1_1 = /^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/;
const YAML_VERSION = /^%YAML[ \t]+\d{1,2}\.\d{1,2}[ \t]*(?:#.*)?$/;
const TAG_DIRECTIVE = /^%TAG[ \t]+(!|![\w-]*!)[ \t]+([\w\-;/?:@&=+$,.!~*'()[\]%]+)[ \t]*(?:#.*)?$/;

/** Reads a whole directive line; throws for all but `%YAML 1.1` and `%TAG`. */
export function readDirective(line: string, offset: number): Directive {
  if (YAML_1_1.test(line)) return {};
  if (YAML_VERSION.test(line)) {
    throw new YamlError(
      "Kubernetes reads YAML 1.1 only; this document asks for another version.",
      offset,
    );
  }
  const [, handle, prefix] = TAG_DIRECTIVE.exec(line) ?? [];
  if (handle === undefined || prefix === undefined) {
    throw new YamlError('A line that begins with "%" must be a %YAML or a %TAG directive.', offset);
  }
  return { handle, prefix: unescapeUri(prefix) };
}
