/** Writes an uncompressed zip archive: each file lies in it whole, so a reader needs no decompression. */

import { crc32 } from "node:zlib";

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];

/** Midnight of 1 January 1980, zip's first moment: the same files always give the same archive. */
const DOS_DATE = 0x21;

const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];

/** Returns an archive of files with these names and contents. */
export function zipArchive(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, content] of files) {
    const letters = Buffer.from(name, "ascii");
    const about = header(content, letters.length);
    const local = Buffer.alloc(LOCAL_SIZE);
    local.writeUInt32LE(LOCAL, 0);
    about.copy(local, 4);
    const central = Buffer.alloc(CENTRAL_SIZE);
    central.writeUInt32LE(CENTRAL, 0);
    central.writeUInt16LE(20, 4); // made by version 2.0 of zip
    about.copy(central, 6);
    central.writeUInt32LE(place, 42);
    parts.push(local, letters, Buffer.from(content));
    directory.push(central, letters);
    place += LOCAL_SIZE + letters.length + content.length;
  }
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** Returns the part of a file's header that the local entry and the central directory share. */
function header(content: Uint8Array, letters: number): Buffer {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0); // to be read by version 2.0 of zip
  about.writeUInt16LE(DOS_DATE, 8);
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(content.length, 14);
  about.writeUInt32LE(content.length, 18);
  about.writeUInt16LE(letters, 22);
  return about;
}
