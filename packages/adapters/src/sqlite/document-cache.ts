/** Bytes a serialised document is taken to cost beside its characters: map entry, id, version. */
const ENTRY_BYTES = 200;

export interface CachedDocument {
  readonly version: number;
  /** JSON. */
  readonly body: string;
}

/**
 * The documents used last, serialised. Nobody else can write the file, and this is only changed after a commit, so
 * what is found here is what the file holds.
 */
export class DocumentCache {
  readonly #mostBytes: number;
  /** In order of use, the least recent first. */
  readonly #documents = new Map<string, CachedDocument>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get size(): { readonly documents: number; readonly bytes: number } {
    return { documents: this.#documents.size, bytes: this.#bytes };
  }

  get(name: string): CachedDocument | undefined {
    const found = this.#documents.get(name);
    if (found !== undefined) {
      this.#documents.delete(name);
      this.#documents.set(name, found);
    }
    return found;
  }

  set(name: string, document: CachedDocument): void {
    this.delete(name);
    this.#documents.set(name, document);
    this.#bytes += costOf(name, document);
    for (const [oldest] of this.#documents) {
      if (this.#bytes <= this.#mostBytes) return;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    const found = this.#documents.get(name);
    if (found === undefined) return;
    this.#documents.delete(name);
    this.#bytes -= costOf(name, found);
  }
}

/** The engine keeps a text in one byte per character when it is ASCII, as sealed documents are; else it may take two. */
function costOf(name: string, { body }: CachedDocument): number {
  const ascii = Buffer.byteLength(body) === body.length;
  return name.length * 2 + body.length * (ascii ? 1 : 2) + ENTRY_BYTES;
}
