import type { FileFacts } from "./layer.ts";

/** A file of the merged layers that told something. */
export interface TreeFile {
  readonly facts: FileFacts;
  readonly layer: number;
}

interface Node {
  readonly children: Map<string, Node>;
  file?: TreeFile;
  /** Where a symlink leads, as written. */
  link?: string;
}

/** What Linux follows at most. */
const MOST_LINKS = 40;
const LONGEST_LINK = 4096;

/**
 * The files that told something and the symlinks of an image, as its layers leave them. Folders and files that told nothing are not in it: what is
 * not here is no symlink.
 */
export class FileTree {
  readonly #root: Node = { children: new Map() };

  /** Takes away a path with all below it. */
  remove(path: string): void {
    const parts = this.#resolveFolder(path);
    const name = parts?.pop();
    if (!parts || name === undefined) return;
    this.#nodeAt(parts)?.children.delete(name);
  }

  /** Takes away all below a folder. */
  clear(path: string): void {
    const parts = this.#resolve(path.split("/"));
    if (parts) this.#nodeAt(parts)?.children.clear();
  }

  /** A folder stands where something else may have stood. */
  folder(path: string): void {
    const parts = this.#resolveFolder(path);
    const node = parts && this.#nodeAt(parts);
    if (!node) return;
    delete node.file;
    delete node.link;
  }

  /** A file or a symlink takes the place of whatever was there. */
  put(path: string, what: Pick<Node, "file" | "link">): void {
    const parts = this.#resolveFolder(path);
    const name = parts?.pop();
    if (!parts || name === undefined) return;
    if (!what.file && what.link === undefined) {
      this.#nodeAt(parts)?.children.delete(name);
      return;
    }
    let node = this.#root;
    for (const part of parts) {
      let next = node.children.get(part);
      if (!next) {
        next = { children: new Map() };
        node.children.set(part, next);
      }
      node = next;
    }
    node.children.set(name, { children: new Map(), ...what });
  }

  /** The file at a path, through symlinks. */
  find(path: string): TreeFile | undefined {
    const parts = this.#resolve(path.split("/"));
    return parts && this.#nodeAt(parts)?.file;
  }

  /** All files with their real paths. */
  *files(): Generator<readonly [string, TreeFile]> {
    yield* filesBelow(this.#root, "");
  }

  #nodeAt(parts: readonly string[]): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const part of parts) node = node?.children.get(part);
    return node;
  }

  /** A path with its folders' symlinks followed, but not itself. */
  #resolveFolder(path: string): string[] | undefined {
    const parts = path.split("/");
    const name = parts.pop() ?? "";
    const folder = parts.length === 0 ? [] : this.#resolve(parts);
    return folder && [...folder, name];
  }

  #resolve(parts: readonly string[]): string[] | undefined {
    let links = 0;
    const left = [...parts].reverse();
    const way = new Way(this.#root);
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      const link = way.step(part);
      if (link === undefined) continue;
      if (++links > MOST_LINKS || link.length > LONGEST_LINK) return undefined;
      if (link.startsWith("/")) way.restart();
      left.push(...link.split("/").reverse());
    }
    return way.done;
  }
}

/** A path as it is walked from the root. */
class Way {
  readonly #root: Node;
  #nodes: (Node | undefined)[];
  done: string[] = [];

  constructor(root: Node) {
    this.#root = root;
    this.#nodes = [root];
  }

  /** Goes on by one name; where that is a symlink it stays and says where the symlink leads. */
  step(name: string): string | undefined {
    if (name === "" || name === ".") return undefined;
    if (name === "..") {
      if (this.done.length > 0) this.#nodes.pop();
      this.done.pop();
      return undefined;
    }
    const node = this.#nodes.at(-1)?.children.get(name);
    if (node?.link !== undefined) return node.link;
    this.done.push(name);
    this.#nodes.push(node);
    return undefined;
  }

  restart(): void {
    this.done = [];
    this.#nodes = [this.#root];
  }
}

function* filesBelow(node: Node, path: string): Generator<readonly [string, TreeFile]> {
  if (node.file) yield [path, node.file];
  for (const [name, child] of node.children)
    yield* filesBelow(child, path === "" ? name : `${path}/${name}`);
}
