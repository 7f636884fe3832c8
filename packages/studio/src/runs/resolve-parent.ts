import { AppError } from "@pulse/contracts/errors";
import { type RunState } from "@pulse/contracts/gateway/runs";
import { type TreeNode } from "../messages/message-tree.ts";

export interface MessageNode extends TreeNode {
  role: "user" | "assistant";
  state: RunState;
}

/**
 * Where in its conversation a run hangs: the parent of the new question, or the question that gets another
 * answer (`isRegeneration`). Null is a new root. An absent `parentId` is the active leaf.
 *
 * A question may stand at the root or below an answer that is finished: below one still streaming is `conflict`,
 * which is also what a second send to the same leaf meets. Other branches may stream at the same time. Throws
 * `not_found` for a message of another conversation and `invalid_request` for the wrong kind of parent.
 */
export function resolveParent(input: {
  nodes: readonly MessageNode[];
  activeLeafId: string | null;
  parentId: string | null | undefined;
  isRegeneration: boolean;
}): string | null {
  const parentId = input.parentId === undefined ? input.activeLeafId : input.parentId;
  if (parentId === null) {
    if (input.isRegeneration) throw wrongParent("a question's id is needed to answer it again");
    return null;
  }
  const parent = input.nodes.find((node) => node.id === parentId);
  if (parent === undefined) throw new AppError("not_found", { internal: `message ${parentId}` });
  if (input.isRegeneration) {
    if (parent.role !== "user") throw wrongParent("only a user's message can be answered again");
    return parentId;
  }
  if (parent.role !== "assistant") throw wrongParent("a message can only follow an answer");
  if (parent.state === "streaming") {
    throw new AppError("conflict", { internal: `message ${parentId} is still streaming` });
  }
  return parentId;
}

function wrongParent(message: string): AppError {
  return new AppError("invalid_request", {
    internal: message,
    details: { fields: [{ path: "parentId", message }] },
  });
}
