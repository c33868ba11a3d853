const keyWords = 3;
const fullShare = 0.6;

/**
 * Counts how often each key was seen, in typed arrays: some hundred thousand keys as strings of a map would
 * need ten times the memory. A key is the first twelve bytes of a digest, which no two rows share by chance.
 */
export class Ordinals {
  private capacity = 1 << 12;
  private keys = new Uint32Array(keyWords * this.capacity);
  private counts = new Uint32Array(this.capacity);
  private used = 0;

  /** Answers 1 for the first of a kind, 2 for the next. */
  next(digest: Buffer): number {
    if (this.used > this.capacity * fullShare) this.grow();
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)];
    const slot = this.slotOf(words);
    if (this.counts[slot] === 0) {
      this.keys.set(words, keyWords * slot);
      this.used += 1;
    }
    const count = (this.counts[slot] ?? 0) + 1;
    this.counts[slot] = count;
    return count;
  }

  private slotOf(words: ArrayLike<number>): number {
    const { keys, counts, capacity } = this;
    const [first, second, third] = [words[0] ?? 0, words[1], words[2]];
    for (let slot = first & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
      if (counts[slot] === 0) return slot;
      const at = keyWords * slot;
      if (keys[at] === first && keys[at + 1] === second && keys[at + 2] === third) return slot;
    }
  }

  private grow(): void {
    const { keys, counts, capacity } = this;
    this.capacity *= 2;
    this.keys = new Uint32Array(keyWords * this.capacity);
    this.counts = new Uint32Array(this.capacity);
    for (let slot = 0; slot < capacity; slot += 1) {
      const count = counts[slot] ?? 0;
      if (count === 0) continue;
      const words = keys.subarray(keyWords * slot, keyWords * (slot + 1));
      const place = this.slotOf(words);
      this.keys.set(words, keyWords * place);
      this.counts[place] = count;
    }
  }
}
