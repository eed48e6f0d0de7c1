/** Numbers of seven bits a byte, the lowest first: gives one after another. */
export function readVarints(bytes: Uint8Array): () => number {
  let at = 0;
  return () => {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
}
