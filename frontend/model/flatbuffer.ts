/** As much of the FlatBuffers format as it takes to write small ones, and to look into a table of a large one. */

/** Writes from the front to the back: an offset always leads on, to what is written after it. */
export class FlatBufferWriter {
  private view = new DataView(new ArrayBuffer(1 << 16));
  length = 0;

  /** Begins a file whose root will be told by the first call of `table`. */
  constructor(identifier: string) {
    this.word();
    for (const letter of identifier) this.view.setUint8(this.length++, letter.charCodeAt(0));
  }

  /** Returns what has been written. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, 0, this.length);
  }

  /** Writes a word of four bytes and returns its place. */
  word(value = 0): number {
    this.view.setUint32(this.length, value, true);
    this.length += 4;
    return this.length - 4;
  }

  /** Fills with zeros up to a multiple of so many bytes. */
  align(to: number): void {
    this.length = Math.ceil(this.length / to) * to;
  }

  /** Makes the word at a place lead somewhere: to here, unless told otherwise. */
  lead(place: number, to = this.length): void {
    this.view.setUint32(place, to - place, true);
  }

  /** Puts a value into the word at a place. */
  put(place: number, value: number): void {
    this.view.setUint32(place, value, true);
  }

  /** Writes a table with these fields, to which `place` leads; returns where each field's word is. */
  table(place: number, fields: readonly number[]): number[] {
    this.align(4);
    const kinds = this.length;
    const size = 4 + 2 * (Math.max(...fields) + 1);
    const words = (field: number): number => 4 * (fields.indexOf(field) + 1);
    this.view.setUint16(kinds, size, true);
    this.view.setUint16(kinds + 2, 4 * (fields.length + 1), true);
    for (const field of fields) this.view.setUint16(kinds + 4 + 2 * field, words(field), true);
    this.length += size;
    this.align(4);
    this.lead(place);
    this.word(this.length - kinds);
    return fields.map(() => this.word());
  }

  /** Writes a list of so many words, to which `place` leads; returns where they are. */
  list(place: number, count: number): number[] {
    this.lead(place);
    this.word(count);
    return Array.from({ length: count }, () => this.word());
  }

  /** Writes numbers, to which `place` leads. */
  floats(place: number, values: readonly number[]): void {
    for (const [index, word] of this.list(place, values.length).entries()) {
      this.view.setFloat32(word, values[index] ?? 0, true);
    }
  }

  /** Writes bytes, or a text with the zero at its end, to which `place` leads. */
  content(place: number, content: Uint8Array | string): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    // What lies in it may want to lie at a multiple of 16 itself.
    while ((this.length + 4) % 16 > 0) this.length++;
    this.lead(place);
    this.word(bytes.length);
    new Uint8Array(this.view.buffer).set(bytes, this.length);
    this.length += bytes.length + (typeof content === "string" ? 1 : 0);
    this.align(4);
  }
}

/** A table of a file that is there. */
export class FlatBufferTable {
  private constructor(
    private readonly view: DataView,
    private readonly place: number,
  ) {}

  /** Returns a file's root. */
  static root(file: Uint8Array): FlatBufferTable {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    return new FlatBufferTable(view, view.getUint32(0, true));
  }

  /** Returns the place of a field's word; null where it is left out. */
  field(index: number): number | null {
    const kinds = this.place - this.view.getInt32(this.place, true);
    if (4 + 2 * index >= this.view.getUint16(kinds, true)) return null;
    const offset = this.view.getUint16(kinds + 4 + 2 * index, true);
    return offset === 0 ? null : this.place + offset;
  }

  /** Returns a field's number. */
  number(index: number): number {
    const place = this.field(index);
    return place === null ? 0 : this.view.getUint32(place, true);
  }

  /** Returns where a field leads; null where it is left out. */
  target(index: number): number | null {
    const place = this.field(index);
    return place === null ? null : this.follow(place);
  }

  /** Returns where the items of a field's list of tables are. */
  items(index: number): number[] {
    const list = this.target(index);
    if (list === null) return [];
    return Array.from({ length: this.view.getUint32(list, true) }, (_, item) => this.follow(list + 4 + 4 * item));
  }

  private follow(place: number): number {
    return place + this.view.getUint32(place, true);
  }
}
