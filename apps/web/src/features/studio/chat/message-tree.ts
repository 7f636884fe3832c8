import { type Message } from "@pulse/contracts/studio/conversations";

/** One message of the active branch and the versions that stand in its place. */
export interface Turn {
  message: Message;
  /** All children of the same parent in order of making, this one included. */
  siblingIds: string[];
}

/**
 * The branch from the root to `leafId`, oldest first; below an inner message it goes on along the newest
 * children. An unknown leaf gives the newest branch. Links that form a circle end where they would repeat.
 */
export function branchTo(messages: Message[], leafId: string | null): Turn[] {
  const tree = indexTree(messages);
  const leaf = tree.byId.get(leafId ?? "") ?? messages.at(-1);
  if (leaf === undefined) return [];
  const path = pathTo(tree, newestLeafBelow(tree, leaf));
  return path.map((message) => ({
    message,
    siblingIds: childrenOf(tree, message.parentId).map(({ id }) => id),
  }));
}

/** The leaf to show when a reader turns to another version of a message: its newest descendant. */
export function leafBelow(messages: Message[], messageId: string): string {
  const tree = indexTree(messages);
  const message = tree.byId.get(messageId);
  return message === undefined ? messageId : newestLeafBelow(tree, message).id;
}

/** Adds messages, or takes their newer version; everything else stays as it is. */
export function withMessages(messages: Message[], changed: Message[]): Message[] {
  const byId = new Map(changed.map((message) => [message.id, message]));
  const kept = messages.map((message) => byId.get(message.id) ?? message);
  const known = new Set(messages.map(({ id }) => id));
  return [...kept, ...changed.filter(({ id }) => !known.has(id))];
}

interface Tree {
  byId: Map<string, Message>;
  children: Map<string | null, Message[]>;
}

function indexTree(messages: Message[]): Tree {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const children = new Map<string | null, Message[]>();
  for (const message of messages) {
    const parentId =
      message.parentId !== null && byId.has(message.parentId) ? message.parentId : null;
    children.set(parentId, [...(children.get(parentId) ?? []), message]);
  }
  for (const list of children.values()) list.sort(byAge);
  return { byId, children };
}

function childrenOf(tree: Tree, parentId: string | null): Message[] {
  const known = parentId !== null && tree.byId.has(parentId) ? parentId : null;
  return tree.children.get(known) ?? [];
}

function newestLeafBelow(tree: Tree, from: Message): Message {
  const seen = new Set<string>();
  let leaf = from;
  while (!seen.has(leaf.id)) {
    seen.add(leaf.id);
    leaf = tree.children.get(leaf.id)?.at(-1) ?? leaf;
  }
  return leaf;
}

function pathTo(tree: Tree, leaf: Message): Message[] {
  const path: Message[] = [];
  const seen = new Set<string>();
  let message: Message | undefined = leaf;
  while (message !== undefined && !seen.has(message.id)) {
    seen.add(message.id);
    path.unshift(message);
    message = message.parentId === null ? undefined : tree.byId.get(message.parentId);
  }
  return path;
}

function byAge(one: Message, other: Message): number {
  return one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id);
}
