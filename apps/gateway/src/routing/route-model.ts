import { type ChatProvider } from "../providers/provider.ts";

/** Where a model's calls go and what bounds them. */
export interface RoutedModel {
  /** The catalogue's id. */
  id: string;
  /** The provider's own id. */
  nativeId: string;
  provider: ChatProvider;
  contextWindow: number;
  outputTokensMax: number;
}
