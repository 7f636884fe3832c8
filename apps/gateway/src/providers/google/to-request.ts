import { type Content, type GenerationConfig } from "@google/genai";
import { type ChatRequest } from "../provider.ts";

/** The body of `generateContent`; the SDK's own parameters have another shape than its wire. */
export interface GenerateContentBody {
  contents: Content[];
  systemInstruction?: Content;
  generationConfig: GenerationConfig;
}

/** The same body serves whole answers and streams: the path tells them apart. */
export function toRequest(request: ChatRequest): GenerateContentBody {
  const generationConfig: GenerationConfig = { maxOutputTokens: request.outputTokensMax };
  if (request.temperature !== undefined) generationConfig.temperature = request.temperature;
  if (request.topP !== undefined) generationConfig.topP = request.topP;
  if (request.stop !== undefined && request.stop.length > 0)
    generationConfig.stopSequences = request.stop;
  const contents: Content[] = request.messages
    .filter(({ role }) => role !== "system")
    .map(({ role, content }) => ({
      role: role === "assistant" ? "model" : "user",
      parts: [{ text: content }],
    }));
  const system = request.messages.filter(({ role }) => role === "system");
  if (system.length === 0) return { contents, generationConfig };
  const parts = system.map(({ content }) => ({ text: content }));
  return { contents, systemInstruction: { parts }, generationConfig };
}
