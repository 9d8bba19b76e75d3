// Loaded before Azurite (node --require). Node hands each access to a file to another thread, which costs more than the access where the file is in the page
// cache, as a blob is that was just written: where all cores are taken, a quarter of Azurite's time. Its streams do it in place, and read in pieces of a
// megabyte. What makes a write durable (fdatasync) is left to a thread, as before.
const fs = require("fs");

const inPlace = act => (...call) => {
  const done = call.pop();
  let failure = null;
  let result;
  try {
    result = act(...call);
  } catch (error) {
    failure = error;
  }
  // Of an access that is about a buffer the buffer is told too.
  process.nextTick(done, failure, result, call[1]);
};

const access = {
  open: inPlace(fs.openSync),
  close: inPlace(fs.closeSync),
  read: inPlace(fs.readSync),
  write: inPlace(fs.writeSync),
  writev: inPlace(fs.writevSync),
};

const { createReadStream, createWriteStream } = fs;
fs.createReadStream = (path, options) => createReadStream(path, { fs: access, highWaterMark: 1 << 20, ...options });
fs.createWriteStream = (path, options) => createWriteStream(path, { fs: access, ...options });
