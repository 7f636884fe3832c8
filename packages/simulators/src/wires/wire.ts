import { type IncomingHttpHeaders } from "node:http";
import { type AnswerPlan, type SimRequest } from "../answers/plan-answer.ts";

export type WireName = "openai" | "anthropic" | "google";

/** What a path asks for. `model` and `stream` are set when the path, not the body, carries them. */
export type Route =
  | { kind: "chat"; model?: string; stream?: boolean }
  | { kind: "models"; model?: string };

/** One request with its planned answer. */
export interface Exchange {
  id: string;
  createdS: number;
  request: SimRequest;
  plan: AnswerPlan;
  /** The script's name for the field in which reasoning is shown. */
  reasoningField: string | null;
}

/** Reported counts; null when the script withholds them. */
export interface Counts {
  inputTokens: number;
  cachedTokens: number;
  /** Without reasoning. */
  outputTokens: number;
  reasoningTokens: number;
}

/** The parts of one stream, each as the text that goes over the wire. */
export interface Frames {
  open(counts: Counts | null): string;
  reasoning(text: string): string;
  /** `counts` is what has been produced up to and with this text. */
  text(text: string, counts: Counts | null): string;
  close(counts: Counts | null): string;
}

export interface Refusal {
  status: number;
  /** The provider's own word for it; null takes the usual one for the status. */
  code: string | null;
  message: string;
  retryAfterS: number | null;
}

/** A request that the provider would not understand. */
export class WireInputError extends Error {}

/** One provider's wire format: everything that differs between providers, and nothing else. */
export interface Wire {
  name: WireName;
  routeOf(path: string): Route | null;
  isAuthorized(headers: IncomingHttpHeaders): boolean;
  /** Throws `WireInputError`. */
  parse(body: unknown, route: Route): SimRequest;
  createId(sequence: number): string;
  createFrames(exchange: Exchange): Frames;
  whole(exchange: Exchange, counts: Counts | null): unknown;
  refusalBody(refusal: Refusal): unknown;
  refusalHeaders(refusal: Refusal): Record<string, string>;
  /** The error as an event inside a stream that began well. */
  refusalFrame(refusal: Refusal): string;
  models(model: string | undefined): unknown;
}
