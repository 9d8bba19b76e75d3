// Loaded before Azurite (node --require). Azurite names each request and each of its steps by random numbers and asks the system for 16 bytes at a time;
// these are drawn a few thousand ahead.
const { randomFillSync } = require("crypto");

const path = require.resolve("uuid/lib/rng");
const ahead = Buffer.allocUnsafe(1 << 16);
let used = ahead.length;

require(path);
require.cache[path].exports = () => {
  if (used === ahead.length) {
    randomFillSync(ahead);
    used = 0;
  }
  // A copy: whoever asks writes into it.
  return Buffer.from(ahead.subarray(used, (used += 16)));
};
