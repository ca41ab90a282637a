/**
 * Adds to a TFLite model how its input is to be normalised.
 *
 * The tasks API refuses a file without metadata that says how pixels become the model's input. The old file stays as it
 * is: a new root goes before it, which holds the metadata and points to whatever the old root pointed to.
 *
 * Fields are numbered as in TensorFlow's schema.fbs and in TFLite Support's metadata_schema.fbs.
 */

import { FlatBufferTable, FlatBufferWriter } from "./flatbuffer.ts";

const MODEL = { version: 0, codes: 1, graphs: 2, description: 3, buffers: 4, metadataBuffer: 5, metadata: 6 };
const METADATA_NAME = "TFLITE_METADATA";

/** The model's weights may need to lie at a multiple of this many bytes. */
const ALIGNMENT = 16;

/** Returns the model with metadata for input = (pixel − mean) / deviation, where pixels are 0 to 255. */
export function withNormalisation(model: Uint8Array, mean: number, deviation: number): Uint8Array {
  const old = FlatBufferTable.root(model);
  const sheet = new FlatBufferWriter("TFL3");
  /** Positions in the new part, and the positions in the old file to which they point. */
  const onward: [place: number, target: number][] = [];
  const copiedFields = [MODEL.codes, MODEL.graphs, MODEL.description, MODEL.metadataBuffer].filter(
    (field) => old.field(field) !== null,
  );
  const [version, buffersField, metadataField, ...copiedWords] = sheet.table(0, [
    MODEL.version,
    MODEL.buffers,
    MODEL.metadata,
    ...copiedFields,
  ]) as [number, number, number, ...number[]];
  sheet.put(version, old.number(MODEL.version));
  for (const [index, field] of copiedFields.entries()) onward.push([copiedWords[index]!, old.target(field)!]);

  const [entries, buffers] = [old.items(MODEL.metadata), old.items(MODEL.buffers)];
  const entryWords = sheet.list(metadataField, entries.length + 1);
  for (const [index, target] of entries.entries()) onward.push([entryWords[index]!, target]);
  const bufferWords = sheet.list(buffersField, buffers.length + 1);
  for (const [index, target] of buffers.entries()) onward.push([bufferWords[index]!, target]);

  const [name, buffer] = sheet.table(entryWords.at(-1)!, [0, 1]) as [number, number];
  sheet.put(buffer, buffers.length);
  sheet.content(name, METADATA_NAME);
  const [data] = sheet.table(bufferWords.at(-1)!, [0]) as [number];
  sheet.content(data, metadata(mean, deviation));

  sheet.align(ALIGNMENT);
  for (const [place, target] of onward) sheet.lead(place, sheet.length + target);
  const result = new Uint8Array(sheet.length + model.length);
  result.set(sheet.bytes);
  result.set(model, sheet.length);
  return result;
}

/** Returns metadata for a model with one graph and one input, normalised in this way. */
function metadata(mean: number, deviation: number): Uint8Array {
  const sheet = new FlatBufferWriter("M001");
  const [graphs] = sheet.table(0, [3]) as [number];
  const [graph] = sheet.list(graphs, 1) as [number];
  const [inputs] = sheet.table(graph, [2]) as [number];
  const [input] = sheet.list(inputs, 1) as [number];
  const [units] = sheet.table(input, [4]) as [number];
  const [unit] = sheet.list(units, 1) as [number];
  const [kind, options] = sheet.table(unit, [0, 1]) as [number, number];
  sheet.put(kind, 1); // NormalizationOptions
  const [means, deviations] = sheet.table(options, [0, 1]) as [number, number];
  sheet.floats(means, [mean]);
  sheet.floats(deviations, [deviation]);
  return sheet.bytes;
}
