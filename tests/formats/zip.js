// As much of a zip as the tests change: whole files, read by the central directory, written without packing.
import { crc32, inflateRawSync } from "node:zlib";

export function unzip(bytes) {
  const files = {};
  let at = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let entry = bytes.readUInt32LE(at + 16);
  for (let left = bytes.readUInt16LE(at + 10); left > 0; left--) {
    const [method, size, nameLength, extra, comment] = [bytes.readUInt16LE(entry + 10), bytes.readUInt32LE(entry + 20), ...[28, 30, 32].map((field) => bytes.readUInt16LE(entry + field))];
    const name = bytes.toString("utf8", entry + 46, entry + 46 + nameLength);
    at = bytes.readUInt32LE(entry + 42);
    const data = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.subarray(data, data + size);
    files[name] = (method === 8 ? inflateRawSync(packed) : packed).toString("utf8");
    entry += 46 + nameLength + extra + comment;
  }
  return files;
}

export function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, data] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), head, title, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, tail, title);
    at += 30 + title.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}
