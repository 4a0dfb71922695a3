// A sequence is removed only when it is whole, so that an unfinished one cannot hide the text after it.
// Bodies exclude every control character: each attempt ends at the next one, and the time stays linear.
const SEQUENCES = [
  String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]`, // CSI: colours, cursor
  String.raw`(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x9c|\x1b\\)`, // OSC, DCS, SOS, PM, APC
  String.raw`\x1b[ -/]*[0-Z\\^-~]`, // two characters, as ESC c
];

/** Characters that move the cursor, turn the direction of writing or cannot be seen at all. */
const INVISIBLE = String.raw`[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]`;

const REMOVED = new RegExp([...SEQUENCES, INVISIBLE].join("|"), "gu");
const BREAKS = /\r\n|[\t\n\v\f\r\x85\u2028\u2029]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const ORDINARY = /^[\x20-\x7e]*$/;

/**
 * Text from input, as one line that is safe to print: line breaks and tabs become spaces; escape sequences, control
 * characters and bidirectional overrides are removed; a lone surrogate becomes U+FFFD.
 */
export function sanitize(text: string): string {
  if (ORDINARY.test(text)) return text;
  return text.replace(BREAKS, " ").replace(REMOVED, "").replace(LONE_SURROGATES, "\ufffd");
}

/** Like `sanitize`, but line breaks stay, as `\n`. */
export function sanitizeLines(text: string): string {
  if (!/[\r\n]/.test(text)) return sanitize(text);
  return text
    .split(/\r\n|\r|\n/)
    .map(sanitize)
    .join("\n");
}
