/** Where a value sits in an object, one segment per step: `["spec", "containers", 0, "ports"]`. */
export type FieldPath = readonly (string | number)[];

/** Formats a path as the API server does in its errors: `spec.containers[0].ports`, `metadata.annotations[example.com/a]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number" || !isWord(segment)) text += `[${segment}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

/** `/^\w+$/`, which takes most of the time of a path. */
function isWord(segment: string): boolean {
  for (let index = 0; index < segment.length; index++) {
    const code = segment.charCodeAt(index);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (!isLetter && !(code >= 48 && code <= 57) && code !== 95) return false;
  }
  return segment !== "";
}
