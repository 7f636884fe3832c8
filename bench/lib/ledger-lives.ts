/** What happens to one hold of the drift test: everything follows from its number. */
export interface HoldLife {
  holdId: string;
  workspace: number;
  size: number;
  /** Null = released. */
  charge: number | null;
  checkpoint: number | null;
  isSettledTwice: boolean;
}

/** The life of hold `index`; the same in every process and after every restart. */
export function lifeOf(index: number, workspaces: number): HoldLife {
  const random = mulberry32(index);
  const size = 1 + Math.floor(random() * 5_000);
  return {
    holdId: `drift-${index}`,
    workspace: Math.floor(random() * workspaces),
    size,
    charge: random() < 0.2 ? null : Math.floor(random() * size) + 1,
    checkpoint: random() < 0.5 ? Math.floor(random() * size) : null,
    isSettledTwice: random() < 0.3,
  };
}

export function operationsOf(life: HoldLife): number {
  return 2 + (life.checkpoint === null ? 0 : 1) + (life.isSettledTwice ? 1 : 0);
}

/** mulberry32: 32 bits of state, good enough to scatter and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
