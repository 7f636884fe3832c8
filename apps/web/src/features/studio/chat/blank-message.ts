import { type Message } from "@pulse/contracts/studio/conversations";

/** A message whose content is still to come. */
export function blankMessage(
  id: string,
  parentId: string | null,
  role: Message["role"],
  createdAt: string,
): Message {
  return {
    id,
    parentId,
    role,
    content: "",
    reasoning: "",
    state: "streaming",
    model: null,
    runId: null,
    receipt: null,
    finishReason: null,
    errorCode: null,
    createdAt,
  };
}
