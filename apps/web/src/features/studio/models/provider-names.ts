/** Names as the providers write them; the same in every language. */
export const providerNames: Record<string, string> = {
  openai: "OpenAI",
  anthropic: "Anthropic",
  google: "Google",
  vertex: "Google Vertex AI",
  openrouter: "OpenRouter",
  ollama: "Ollama",
  vllm: "vLLM",
};
