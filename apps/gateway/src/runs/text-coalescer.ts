export type TextKind = "text" | "reasoning";
export interface TextPiece {
  kind: TextKind;
  text: string;
}

/** A word held back longer than this many windows goes out as it is (URLs, languages without spaces). */
const windowsHeldMax = 2;

/**
 * Gathers a provider's tiny pieces into few events. The first piece goes out at once; later ones wait
 * for the window's end and leave whole words, never half a surrogate pair, and never out of order.
 */
export class TextCoalescer {
  #kind: TextKind = "text";
  #pending = "";
  #windowsHeld = 0;
  #hasEmitted = false;

  get isEmpty(): boolean {
    return this.#pending === "";
  }

  /** Takes a piece; returns what must go out now: the other kind's rest, or the very first text. */
  push(piece: TextPiece): TextPiece[] {
    if (piece.text === "") return [];
    const released = piece.kind === this.#kind ? [] : this.flush();
    this.#kind = piece.kind;
    this.#pending += piece.text;
    if (this.#hasEmitted) return released;
    return [...released, ...this.#take(wholeCharacters(this.#pending))];
  }

  /** The window's end: the whole words so far, or everything when a word has been held too long. */
  tick(): TextPiece[] {
    if (this.#pending === "") return [];
    this.#windowsHeld += 1;
    const words = wholeWords(this.#pending);
    if (words > 0) return this.#take(words);
    return this.#windowsHeld >= windowsHeldMax ? this.#take(wholeCharacters(this.#pending)) : [];
  }

  /** The stream's end or a change of kind: everything. */
  flush(): TextPiece[] {
    return this.#take(this.#pending.length);
  }

  #take(length: number): TextPiece[] {
    if (length === 0) return [];
    const text = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    this.#windowsHeld = 0;
    this.#hasEmitted = true;
    return [{ kind: this.#kind, text }];
  }
}

/** Length up to and including the last white space. */
function wholeWords(text: string): number {
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (isWhiteSpace(text.charCodeAt(index))) return index + 1;
  }
  return 0;
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0xa0;
}

/** Length without a trailing high surrogate, whose other half is still to come. */
function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}
