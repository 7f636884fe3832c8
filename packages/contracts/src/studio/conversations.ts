import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import { receiptSchema, runStateSchema } from "../gateway/runs.ts";
import { idOf } from "../ids.ts";
import { emptyResponseSchema, instantSchema, pageOf, pageQuerySchema } from "../lists.ts";

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Empty until the first message; then made from it until someone renames. */
  isTitleAutomatic: z.boolean(),
  model: z.string().nullable(),
  activeLeafId: z.string().nullable(),
  /** Whether a run of this conversation is under way. */
  isStreaming: z.boolean(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Conversation = z.infer<typeof conversationSchema>;

export const messageSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  role: z.enum(["user", "assistant"]),
  content: z.string(),
  reasoning: z.string(),
  /** User messages are always `completed`. */
  state: runStateSchema,
  model: z.string().nullable(),
  runId: z.string().nullable(),
  receipt: receiptSchema.nullable(),
  finishReason: z.string().nullable(),
  errorCode: z.string().nullable(),
  createdAt: instantSchema,
});
export type Message = z.infer<typeof messageSchema>;

/** The whole tree; the active branch runs from the root to `activeLeafId`. */
export const conversationDetailSchema = z.object({
  conversation: conversationSchema,
  messages: z.array(messageSchema),
  activeLeafId: z.string().nullable(),
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;

const conversationParams = z.object({ id: idOf("conversation") });
const titleSchema = z.string().trim().min(1).max(200);

export const listConversations = endpoint({
  method: "GET",
  path: "/v1/conversations",
  access: "viewer",
  summary:
    "The member's conversations, newest first; `search` matches titles and messages, Arabic normalised",
  query: pageQuerySchema.extend({ search: z.string().trim().max(200).optional() }),
  response: pageOf(conversationSchema),
});
export const createConversation = endpoint({
  method: "POST",
  path: "/v1/conversations",
  access: "viewer",
  summary: "Starts an empty conversation",
  status: 201,
  idempotent: true,
  body: z.strictObject({ title: titleSchema.optional() }),
  response: z.object({ conversation: conversationSchema }),
});
export const getConversation = endpoint({
  method: "GET",
  path: "/v1/conversations/:id",
  access: "viewer",
  summary: "A conversation with its message tree",
  params: conversationParams,
  response: conversationDetailSchema,
});
export const updateConversation = endpoint({
  method: "PATCH",
  path: "/v1/conversations/:id",
  access: "viewer",
  summary: "Renames, or moves the active branch to a leaf",
  params: conversationParams,
  body: z.strictObject({ title: titleSchema.optional(), activeLeafId: idOf("message").optional() }),
  response: z.object({ conversation: conversationSchema }),
});
export const deleteConversation = endpoint({
  method: "DELETE",
  path: "/v1/conversations/:id",
  access: "viewer",
  summary: "Deletes a conversation and its messages",
  params: conversationParams,
  response: emptyResponseSchema,
});
