import { type GatewayStand } from "./gateway-stand.ts";

export function headersOf({ key }: Pick<GatewayStand, "key">): Record<string, string> {
  return { "content-type": "application/json", authorization: `Bearer ${key}` };
}

/** A chat completion whose prompt tells the simulated provider how to answer. */
export function bodyOf(prompt: string, stream: boolean): object {
  return {
    model: "openai:gpt-6-luna",
    messages: [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: `${prompt} hello there, write me a short greeting` },
    ],
    temperature: 0.7,
    max_tokens: 256,
    stream,
  };
}
