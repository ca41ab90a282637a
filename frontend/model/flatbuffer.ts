/** A small part of the FlatBuffers format: enough to write small files and to read one table of a large one. */

/** Writes from front to back: an offset always points forward, to what is written later. */
export class FlatBufferWriter {
  private view = new DataView(new ArrayBuffer(1 << 16));
  length = 0;

  /** Starts a file; the first call of `table` writes its root. */
  constructor(identifier: string) {
    this.word();
    for (const letter of identifier) this.view.setUint8(this.length++, letter.charCodeAt(0));
  }

  /** The bytes written so far. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, 0, this.length);
  }

  /** Writes a word of four bytes and returns its position. */
  word(value = 0): number {
    this.view.setUint32(this.length, value, true);
    this.length += 4;
    return this.length - 4;
  }

  /** Pads with zeros to a multiple of so many bytes. */
  align(to: number): void {
    this.length = Math.ceil(this.length / to) * to;
  }

  /** Makes the word at a position point to a target, by default to the current position. */
  lead(place: number, to = this.length): void {
    this.view.setUint32(place, to - place, true);
  }

  /** Writes a value into the word at a position. */
  put(place: number, value: number): void {
    this.view.setUint32(place, value, true);
  }

  /**
   * Writes a table with these fields, to which the word at `place` points; returns the position of each field's word.
   */
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

  /** Writes a list of so many words, to which the word at `place` points; returns their positions. */
  list(place: number, count: number): number[] {
    this.lead(place);
    this.word(count);
    return Array.from({ length: count }, () => this.word());
  }

  /** Writes numbers, to which the word at `place` points. */
  floats(place: number, values: readonly number[]): void {
    for (const [index, word] of this.list(place, values.length).entries()) {
      this.view.setFloat32(word, values[index] ?? 0, true);
    }
  }

  /** Writes bytes, or a zero-terminated text, to which the word at `place` points. */
  content(place: number, content: Uint8Array | string): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    // The content may itself need to lie at a multiple of 16.
    while ((this.length + 4) % 16 > 0) this.length++;
    this.lead(place);
    this.word(bytes.length);
    new Uint8Array(this.view.buffer).set(bytes, this.length);
    this.length += bytes.length + (typeof content === "string" ? 1 : 0);
    this.align(4);
  }
}

/** A table of an existing file. */
export class FlatBufferTable {
  private constructor(
    private readonly view: DataView,
    private readonly place: number,
  ) {}

  /** Returns a file's root table. */
  static root(file: Uint8Array): FlatBufferTable {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    return new FlatBufferTable(view, view.getUint32(0, true));
  }

  /** Returns the position of a field's word; null if the field is absent. */
  field(index: number): number | null {
    const kinds = this.place - this.view.getInt32(this.place, true);
    if (4 + 2 * index >= this.view.getUint16(kinds, true)) return null;
    const offset = this.view.getUint16(kinds + 4 + 2 * index, true);
    return offset === 0 ? null : this.place + offset;
  }

  /** Returns a field's number; 0 if the field is absent. */
  number(index: number): number {
    const place = this.field(index);
    return place === null ? 0 : this.view.getUint32(place, true);
  }

  /** Returns the position to which a field points; null if the field is absent. */
  target(index: number): number | null {
    const place = this.field(index);
    return place === null ? null : this.follow(place);
  }

  /** Returns the positions of the tables in a field's list. */
  items(index: number): number[] {
    const list = this.target(index);
    if (list === null) return [];
    return Array.from({ length: this.view.getUint32(list, true) }, (_, item) => this.follow(list + 4 + 4 * item));
  }

  private follow(place: number): number {
    return place + this.view.getUint32(place, true);
  }
}
