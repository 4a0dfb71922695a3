/**
 * A path of an archive as one from its root: whoever unpacks it below a folder can get no higher, so `..` at the root is the root.
 * Without leading and trailing slashes; "" is the root.
 */
export function cleanPath(path: string): string {
  // Most are clean but for the slash of folders.
  if (!/(?:^|\/)\.{0,2}(?:\/|$)|\0/.test(path.endsWith("/") ? path.slice(0, -1) : path))
    return path.endsWith("/") ? path.slice(0, -1) : path;
  const parts: string[] = [];
  for (const part of path.replace(/\0.*$/s, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Where a symlink leads, from the root; "" is the root. */
export function targetOf(path: string, link: string): string {
  if (link.startsWith("/")) return cleanPath(link);
  const slash = path.lastIndexOf("/");
  return cleanPath(slash < 0 ? link : `${path.slice(0, slash)}/${link}`);
}
