import { createHash } from "node:crypto";
import { type StartRunRequest } from "@pulse/contracts/internal/runs";

/** What makes two starts the same request: what the member asked for, and not who carries it. SHA-256, hex. */
export function requestHashOf(request: StartRunRequest): string {
  const { conversationId, parentId, content, model, settings } = request;
  const { temperature, systemPrompt, maxOutputTokens } = settings;
  const parts = [
    conversationId,
    parentId === undefined ? "leaf" : [parentId],
    content,
    model,
    temperature ?? null,
    systemPrompt ?? null,
    maxOutputTokens ?? null,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
