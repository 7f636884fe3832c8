import { type ConversationDetail } from "@pulse/contracts/studio/conversations";
import { type Visitor } from "./visitor.ts";

export async function conversationOf(visitor: Visitor, id: string): Promise<ConversationDetail> {
  const response = await visitor.send("GET", `/api/v1/conversations/${id}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as ConversationDetail;
}
