/** CSI, OSC, DCS, SOS, PM and APC sequences with their payload, in 7-bit and 8-bit form, and two-character escapes. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[\u0020-\u002f]*[\u0030-\u007e]/g;
const SPACES = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
/** C0, DEL, C1, and the characters that turn the direction of writing or are not seen at all. */
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** A text from input as one line that a terminal shows as it is: no escape sequence, no control character, no bidi override. */
export function sanitize(text: string): string {
  return text.replace(SEQUENCES, "").replace(SPACES, " ").replace(CONTROLS, "");
}
