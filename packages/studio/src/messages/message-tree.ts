/** What a tree of messages is made of: each names the one above it, and nothing else is stored. */
export interface TreeNode {
  id: string;
  parentId: string | null;
}

/**
 * The branch that ends in a message, from its root down. Empty when the message is not among the nodes.
 * A cycle, which the database cannot hold, ends the walk instead of repeating it.
 */
export function branchTo<Node extends TreeNode>(nodes: readonly Node[], id: string): Node[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const branch: Node[] = [];
  const seen = new Set<string>();
  let node = byId.get(id);
  while (node !== undefined && !seen.has(node.id)) {
    seen.add(node.id);
    branch.push(node);
    node = node.parentId === null ? undefined : byId.get(node.parentId);
  }
  return branch.toReversed();
}

/**
 * The leaf that a reader reaches from a message by following the newest answer at every fork. `nodes` stand
 * oldest first. Null when the message is not among them.
 */
export function newestLeafBelow<Node extends TreeNode>(
  nodes: readonly Node[],
  id: string,
): Node | null {
  const newestChild = new Map<string, Node>();
  for (const node of nodes) {
    if (node.parentId !== null) newestChild.set(node.parentId, node);
  }
  let leaf = nodes.find((node) => node.id === id) ?? null;
  for (let steps = 0; leaf !== null && steps < nodes.length; steps += 1) {
    const child = newestChild.get(leaf.id);
    if (child === undefined) return leaf;
    leaf = child;
  }
  return leaf;
}
