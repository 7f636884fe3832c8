/** Each piece with the place where it starts: a key that stays while pieces are added at the end. */
export function withOffsets(pieces: string[]): { offset: number; piece: string }[] {
  let offset = 0;
  return pieces.map((piece) => {
    const placed = { offset, piece };
    offset += piece.length;
    return placed;
  });
}
